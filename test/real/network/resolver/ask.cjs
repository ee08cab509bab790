/* Resolves its second argument as its first says: by dns.lookup (getaddrinfo), or by dns.resolve4 (c-ares). */
const dns = require('node:dns');

const [how, name] = process.argv.slice(2);
const said = (error) => {
  process.stdout.write(error ? error.code : 'found');
};
if (how === 'lookup') dns.lookup(name, { all: true }, said);
else dns.resolve4(name, said);
