// Sends lines with npm's @fluent-org/logger: fluent-org.js JOB, where JOB is a JSON file (see ClientJob.cs).
// Prints the same words as fluent-logger.js.
'use strict';
const fs = require('fs');
const { FluentClient } = require('@fluent-org/logger');

const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const client = new FluentClient(job.tag, {
  eventMode: job.mode,
  ack: job.ack ? { ackTimeout: 30000 } : undefined,
  flushInterval: 20,
  security: job.sharedKey ? { clientHostname: 'client.test', sharedKey: job.sharedKey } : undefined,
  socket: {
    path: job.path,
    host: job.path ? undefined : '127.0.0.1',
    port: job.port,
    timeout: 30000,
    disableReconnect: true,
    tls: job.ca ? { ca: fs.readFileSync(job.ca) } : undefined,
  },
});

function fail(error) {
  console.log(/Auth|SharedKey/.test(error.name) ? 'refused' : `failed ${error.name}`);
  process.exit(1);
}

client.socketOn('error', fail);

async function run() {
  await client.connect();
  const endings = job.lines.map((line) => client.emit({ log: line }));
  console.log('sent');
  await Promise.all(endings);
  console.log(`acknowledged ${endings.length}`);
  await client.disconnect();
}

run().catch(fail);
