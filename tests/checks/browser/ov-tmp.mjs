import { launch } from "./browser.mjs";
const base='http://127.0.0.1:5947'; const b=await launch();
const pages=JSON.parse(process.argv[2]);
for (const [name,path,opt] of pages){ const p=await b.newPage(); const o=opt||{}; await p.setExtraHTTPHeaders({'X-Demo-Persona':'security'}); await p.setViewport({width:o.w||1440,height:900}); await p.emulateMediaFeatures([{name:'prefers-color-scheme',value:o.dark?'dark':'light'}]); const r=await p.goto(base+path,{waitUntil:'networkidle2',timeout:60000}).catch(e=>e.message); await new Promise(r=>setTimeout(r,1500)); await p.screenshot({path:`/tmp/ov/${name}.png`,fullPage:true}); const wide=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth); console.log(name, r?.status?.()??r, 'sideways', wide); await p.close(); }
await b.close();
