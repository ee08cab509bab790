// Prints whom fetch and http.request of this Node ask for each address, in its own environment: the first connection that
// each tries to make is noted, and none is made.
const net = require('node:net');
const tls = require('node:tls');
const http = require('node:http');
const https = require('node:https');
const fs = require('node:fs');

const addresses = JSON.parse(fs.readFileSync(0, 'utf8'));
let asked = null;
for (const [of, names] of [
  [net, ['connect', 'createConnection']],
  [tls, ['connect']],
]) {
  for (const name of names) {
    of[name] = (...args) => {
      const options =
        args.find((arg) => typeof arg === 'object' && arg !== null && !Array.isArray(arg)) ?? args[0]?.[0];
      asked ??= { host: options.host ?? options.hostname ?? null, port: Number(options.port) };
      const socket = new net.Socket();
      process.nextTick(() => socket.destroy(new Error('noted')));
      return socket;
    };
  }
}

async function ask(how, address) {
  asked = null;
  let error = '';
  try {
    await how(address);
  } catch (caught) {
    error = String(caught?.cause ?? caught);
  }
  return asked === null ? { error } : { asked };
}

const byRequest = (address) =>
  new Promise((resolve, reject) => {
    (address.startsWith('https:') ? https : http).get(address, resolve).on('error', reject);
  });

(async () => {
  const all = [];
  for (const address of addresses) {
    const fetched = await ask((at) => fetch(at), address);
    const requested = await ask(byRequest, address);
    all.push({ fetch: fetched, request: requested });
  }
  process.stdout.write(JSON.stringify(all));
})();
