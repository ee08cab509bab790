// The same as stay.go, by Node.
const { createInterface } = require('node:readline');
const tls = require('node:tls');

console.log('up');
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'zone') {
    console.log(String(-new Date(2026, 0, 1).getTimezoneOffset()));
    return;
  }
  const socket = tls.connect({ host: '127.0.0.1', port: Number(line), servername: 'localhost' });
  socket.once('secureConnect', () => {
    console.log('accepted');
    socket.destroy();
  });
  socket.once('error', () => console.log('refused'));
});
