// The session of README.md with imapflow.
'use strict';
const { ImapFlow } = require('imapflow');

const MESSAGE = 'Subject: Loft\r\n' +
    'Content-Type: text/plain; charset=utf-8\r\n\r\nIn a château.\r\n';

async function main(host, port, user, pass) {
    const imap = new ImapFlow({
        host, port, secure: false, auth: { user, pass }, logger: false,
        disableAutoIdle: true,
    });
    await imap.connect();
    const folders = (await imap.list()).map((folder) => folder.path).sort();
    console.log('folders', folders.join(' '));
    await imap.append('INBOX', MESSAGE);
    await imap.mailboxOpen('INBOX');
    const message = await imap.fetchOne('1', { envelope: true });
    console.log('subject', message.envelope.subject);
    console.log('found', (await imap.search({ text: 'château' })).length);
    await imap.messageFlagsAdd('1', ['\\Flagged']);
    const { flags } = await imap.fetchOne('1', { flags: true });
    console.log('flags', [...flags].filter((flag) => flag !== '\\Recent')
        .join(' '));
    await imap.mailboxCreate('Homes');
    await imap.messageMove('1', 'Homes');
    const { messages } = await imap.status('INBOX', { messages: true });
    console.log('left', messages);

    const told = new Promise((resolve) => imap.once('exists', resolve));
    const idle = imap.idle();
    console.log('idling');
    await told;
    console.log('told');
    await imap.logout();
    await idle;
}

const [host, port, user, password] = process.argv.slice(2);
main(host, Number(port), user, password).catch((error) => {
    console.error(error);
    process.exit(1);
});
