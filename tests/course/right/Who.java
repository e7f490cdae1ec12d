// Exercise 2.2 in Java: a thread for each client, and a number that all share.
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

public class Who {
    static final AtomicInteger connected = new AtomicInteger();

    static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the next line without its end; null when there is none. */
    static String hear(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet; (octet = in.read()) != '\n'; line.write(octet))
            if (octet < 0) return null;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1)
                                   : text;
    }

    static void serve(Socket client) {
        connected.incrementAndGet();
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            say(out, "* hello toy/1 0 messages");
            for (String line; (line = hear(in)) != null;) {
                if (line.equals("who")) {
                    say(out, "ok " + connected.get());
                } else if (line.equals("noop")) {
                    say(out, "ok");
                } else if (line.equals("quit")) {
                    say(out, "* bye");
                    say(out, "ok quit");
                    return;
                } else {
                    say(out, "bad unknown command");
                }
            }
        } catch (IOException gone) {
            // a reset
        } finally {
            connected.decrementAndGet();
        }
    }

    public static void main(String[] arguments) throws IOException {
        ServerSocket door = new ServerSocket(Integer.parseInt(arguments[0]), 16,
            InetAddress.getLoopbackAddress());
        for (;;) {
            Socket client = door.accept();
            new Thread(() -> serve(client)).start();
        }
    }
}
