// The same as dial.go, by Node: what it says of each server.
const tls = require('node:tls');

const [, , ...words] = process.argv;
const pairs = [];
for (let i = 0; i + 1 < words.length; i += 2) pairs.push([words[i], Number(words[i + 1])]);

async function main() {
  for (const [servername, port] of pairs) {
    const said = await new Promise((resolve) => {
      const socket = tls.connect({ host: '127.0.0.1', port, servername });
      socket.once('secureConnect', () => {
        socket.destroy();
        resolve('accepted');
      });
      socket.once('error', (error) => resolve(error.code));
    });
    console.log(said);
  }
}

main();
