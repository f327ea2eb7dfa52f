'use strict';
// Loaded into Azurite before its own code.
const fs = require('fs');

// Ctrl+C in a terminal reaches every process of the group, but the host stops Azurite itself, last, by SIGTERM.
process.on('SIGINT', () => {});
const once = process.once;
process.once = function (event, listener) {
  return event === 'SIGINT' ? this : once.call(this, event, listener);
};

// The pipes to the parent break when it is killed; what Azurite says goes to a file, so that it lives on.
const log = fs.openSync(process.env.AZURITE_LOG, 'a');
const write = (chunk, encoding, done) => {
  fs.writeSync(log, chunk);
  const callback = typeof encoding === 'function' ? encoding : done;
  if (callback) callback();
  return true;
};
process.stdout.write = write;
process.stderr.write = write;

// A private Azurite of a test ends with its parent, however that one ends.
if (process.env.AZURITE_STOP_WITH_PARENT === '1') {
  process.stdin.resume();
  process.stdin.unref();
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
}
