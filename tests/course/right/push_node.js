// Exercise 3.1 in JavaScript.
const net = require('net');

const messages = ['Studio to let in the 5e', 'Flat to rent in the 11e',
  'Two rooms under the roof'].map((text) => Buffer.from(text));
const clients = new Set();

class Client {
  constructor(socket) {
    this.socket = socket;
    this.held = Buffer.alloc(0);
    this.idling = false;
    this.say(`* hello toy/1 ${this.know()} messages`);
  }
  say(line) {
    this.socket.write(Buffer.concat([Buffer.from(line), Buffer.from('\r\n')]));
  }
  know() { return this.told = messages.length; }
  tell() {
    if (this.told < messages.length) this.say(`* new ${this.know()}`);
  }
  hear(portion) {
    this.held = Buffer.concat([this.held, portion]);
    for (let end; (end = this.held.indexOf(10)) >= 0;) {
      const cr = end > 0 && this.held[end - 1] === 13 ? 1 : 0;
      this.answer(this.held.subarray(0, end - cr));
      this.held = this.held.subarray(end + 1);
    }
  }
  answer(octets) {
    const line = octets.toString();
    const read = /^read ([1-9]\d*)$/.exec(line);
    if (line === 'count') {
      this.say(`ok ${this.know()}`);
    } else if (read) {
      const text = messages[read[1] - 1];
      this.say(text ? Buffer.concat([Buffer.from('ok '), text])
        : 'no such message');
    } else if (line.startsWith('post ') && line.length > 5) {
      messages.push(Buffer.from(octets.subarray(5)));
      this.say(`ok ${this.know()}`);
      for (const client of clients) if (client.idling) client.tell();
    } else if (line === 'idle') {
      this.idling = true;
      this.say('+ idling');
      this.tell();
    } else if (line === 'done' && this.idling) {
      this.tell();
      this.idling = false;
      this.say('ok done');
    } else if (line === 'noop') {
      this.tell();
      this.say('ok');
    } else {
      this.say('bad unknown command');
    }
  }
}

net.createServer((socket) => {
  const client = new Client(socket);
  clients.add(client);
  socket.on('data', (portion) => client.hear(portion));
  socket.on('error', () => {});
  socket.on('close', () => clients.delete(client));
}).listen(Number(process.argv[2]), '127.0.0.1');
