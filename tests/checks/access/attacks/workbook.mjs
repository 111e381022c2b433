// Just enough of a workbook to look for formulas in one, and to make one that has them.
import zlib from 'node:zlib';

/** The files of a zip archive, by name. */
export function unzip(bytes) {
  const files = {};
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('it is no archive');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, nameLength, extra, comment, local] = [
      bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files[name] = (method === 0 ? packed : zlib.inflateRawSync(packed)).toString('utf8');
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** What of a workbook a spreadsheet program would work out or follow when it is opened. */
export function activeContent(bytes) {
  const found = [];
  for (const [name, text] of Object.entries(unzip(bytes))) {
    for (const match of text.matchAll(/<f[ >][^<]*<\/f>|<hyperlink\b[^>]*>|<ddeLink\b[^>]*>|TargetMode="External"/g)) found.push(`${name}: ${match[0].slice(0, 80)}`);
    if (/vbaProject|externalLink/i.test(name)) found.push(name);
  }
  return found;
}

/** A workbook with one formula in it. */
export function formulaWorkbook(formula) {
  return zip({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1"><f>${formula}</f></c></row></sheetData></worksheet>` });
}

function zip(files) {
  const bodies = [], directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text), local = Buffer.alloc(30), entry = Buffer.alloc(46);
    local.writeUInt32LE(0x04034b50, 0); local.writeUInt32LE(data.length, 18); local.writeUInt32LE(data.length, 22); local.writeUInt16LE(name.length, 26);
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt32LE(data.length, 20); entry.writeUInt32LE(data.length, 24); entry.writeUInt16LE(name.length, 28); entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const list = Buffer.concat(directory), end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(directory.length / 2, 8); end.writeUInt16LE(directory.length / 2, 10); end.writeUInt32LE(list.length, 12); end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}
