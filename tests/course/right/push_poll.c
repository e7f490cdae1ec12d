/* Exercise 3.1 in C with poll(2): one process, one loop, fixed tables. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { clients_max = 64, line_max = 1024 };

static char **messages;
static size_t count;
static struct client {
    char line[line_max];
    size_t length, told;
    int idling;
} clients[clients_max];
static struct pollfd polled[clients_max + 1];

static void add(const char *text)
{
    messages = realloc(messages, (count + 1) * sizeof *messages);
    messages[count++] = strdup(text);
}

static void say(int i, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#include <stdarg.h>
static void say(int i, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vdprintf(polled[i].fd, format, arguments);
    va_end(arguments);
    dprintf(polled[i].fd, "\r\n");
}

static void tell(int i)
{
    if (clients[i].told < count)
        say(i, "* new %zu", clients[i].told = count);
}

static void answer(int i, const char *line)
{
    struct client *client = &clients[i];
    if (!strcmp(line, "count")) {
        say(i, "ok %zu", client->told = count);
    } else if (!strncmp(line, "read ", 5)) {
        char *end;
        unsigned long number = strtoul(line + 5, &end, 10);
        if (*end || number < 1 || number > count) say(i, "no such message");
        else say(i, "ok %s", messages[number - 1]);
    } else if (!strncmp(line, "post ", 5) && line[5]) {
        add(line + 5);
        say(i, "ok %zu", client->told = count);
        for (int other = 1; other <= clients_max; ++other)
            if (polled[other].fd >= 0 && clients[other].idling) tell(other);
    } else if (!strcmp(line, "idle")) {
        client->idling = 1;
        say(i, "+ idling");
        tell(i);
    } else if (!strcmp(line, "done") && client->idling) {
        tell(i);
        client->idling = 0;
        say(i, "ok done");
    } else if (!strcmp(line, "noop")) {
        tell(i);
        say(i, "ok");
    } else {
        say(i, "bad unknown command");
    }
}

static void hear(int i)
{
    char portion[512];
    struct client *client = &clients[i];
    ssize_t n = read(polled[i].fd, portion, sizeof portion);
    if (n <= 0) {
        close(polled[i].fd);
        polled[i].fd = -1;
        return;
    }
    for (ssize_t at = 0; at < n; ++at) {
        if (portion[at] != '\n') {
            if (client->length < line_max - 1)
                client->line[client->length++] = portion[at];
            continue;
        }
        if (client->length && client->line[client->length - 1] == '\r')
            --client->length;
        client->line[client->length] = 0;
        client->length = 0;
        answer(i, client->line);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    signal(SIGPIPE, SIG_IGN);
    add("Studio to let in the 5e");
    add("Flat to rent in the 11e");
    add("Two rooms under the roof");
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_port = htons(atoi(argv[1])),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i <= clients_max; ++i)
        polled[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    polled[0].fd = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(polled[0].fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(polled[0].fd, (void *)&here, sizeof here) ||
        listen(polled[0].fd, 16))
        return 1;
    for (;;) {
        poll(polled, clients_max + 1, -1);
        for (int i = 1; i <= clients_max; ++i)
            if (polled[i].fd >= 0 && polled[i].revents) hear(i);
        if (!(polled[0].revents & POLLIN)) continue;
        int client = accept(polled[0].fd, 0, 0);
        int i = 1;
        while (i <= clients_max && polled[i].fd >= 0) ++i;
        if (i > clients_max) {
            close(client);
            continue;
        }
        polled[i].fd = client;
        polled[i].revents = 0;
        clients[i] = (struct client){.told = count};
        say(i, "* hello toy/1 %zu messages", count);
    }
}
