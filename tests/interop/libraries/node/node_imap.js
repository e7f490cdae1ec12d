// The session of README.md with node-imap, which idles whenever it has nothing
// else to do.
'use strict';
const { once } = require('events');
const { promisify } = require('util');
const Imap = require('node-imap');

const MESSAGE = 'Subject: Loft\r\n' +
    'Content-Type: text/plain; charset=utf-8\r\n\r\nIn a château.\r\n';

/** Resolves to the header and the flags of the first message. */
function fetchFirst(imap) {
    return new Promise((resolve, reject) => {
        const found = {};
        const fetch = imap.seq.fetch('1', { bodies: 'HEADER.FIELDS (SUBJECT)' });
        fetch.on('error', reject);
        fetch.on('message', (message) => {
            message.on('body', (stream) => {
                let text = '';
                stream.on('data', (data) => { text += data; });
                stream.on('end', () => { found.header = Imap.parseHeader(text); });
            });
            message.on('attributes', ({ flags }) => { found.flags = flags; });
        });
        fetch.on('end', () => resolve(found));
    });
}

async function main(host, port, user, password) {
    const imap = new Imap({ host, port, user, password, tls: false });
    const call = (object, name, ...rest) =>
        promisify(object[name]).apply(object, rest);
    imap.connect();
    await once(imap, 'ready');
    const folders = Object.keys(await call(imap, 'getBoxes')).sort();
    console.log('folders', folders.join(' '));
    await call(imap, 'append', MESSAGE, { mailbox: 'INBOX' });
    const inbox = await call(imap, 'openBox', 'INBOX', false);
    console.log('subject', (await fetchFirst(imap)).header.subject[0]);
    const found = await call(imap.seq, 'search', [['TEXT', 'château']]);
    console.log('found', found.length);
    await call(imap.seq, 'addFlags', '1', '\\Flagged');
    const { flags } = await fetchFirst(imap);
    console.log('flags', flags.filter((flag) => flag !== '\\Recent').join(' '));
    await call(imap, 'addBox', 'Homes');
    await call(imap.seq, 'move', '1', 'Homes');
    console.log('left', inbox.messages.total);

    const told = once(imap, 'mail');
    console.log('idling');
    await told;
    console.log('told');
    imap.end();
    await once(imap, 'end');
}

const [host, port, user, password] = process.argv.slice(2);
main(host, Number(port), user, password).catch((error) => {
    console.error(error);
    process.exit(1);
});
