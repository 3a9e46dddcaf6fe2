// Sends lines with npm's fluent-logger: fluent-logger.js JOB, where JOB is a JSON file (see ClientJob.cs).
// Prints "sent" when every line is handed over, "acknowledged N" when N of them came to an end without an error, and
// "refused" when the server does not take the shared key.
'use strict';
const fs = require('fs');
const { createFluentSender } = require('fluent-logger');

const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const quiet = { info() {}, error() {} };
const sender = createFluentSender(job.tag, {
  eventMode: job.mode,
  path: job.path,
  host: '127.0.0.1',
  port: job.port,
  timeout: 10,
  requireAckResponse: job.ack,
  ackResponseTimeout: 30000,
  milliseconds: false,
  flushInterval: 20,
  enableReconnect: false,
  internalLogger: quiet,
  security: job.sharedKey ? { clientHostname: 'client.test', sharedKey: job.sharedKey } : undefined,
  tls: Boolean(job.ca),
  tlsOptions: job.ca ? { ca: fs.readFileSync(job.ca) } : {},
});

sender.on('error', (error) => {
  console.log(error.name === 'HandshakeError' ? 'refused' : `failed ${error.name}`);
  process.exit(1);
});

let done = 0;
for (const line of job.lines) {
  sender.emit({ log: line }, (error) => {
    if (error) {
      console.log(`failed ${error.name}`);
      process.exit(1);
    }
    done += 1;
    if (done === job.lines.length) {
      console.log(`acknowledged ${done}`);
      sender.end();
    }
  });
}
console.log('sent');
