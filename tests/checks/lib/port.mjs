// Prints a port of this machine. Usage: node port.mjs         one that nobody listens on now
//                                      node port.mjs --hold  one that this process listens on until it is killed
import net from 'node:net';

const server = net.createServer().listen(0, '127.0.0.1', () => {
  console.log(server.address().port);
  if (process.argv[2] !== '--hold') server.close();
});
