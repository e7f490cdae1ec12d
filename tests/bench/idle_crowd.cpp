// Idling IMAP clients for idle.py, which starts the servers. This program
// measures the time.

#include "tests/bench/crowd.hpp"
#include "tests/bench/sockets.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

constexpr auto about =
    "N clients idle in one mailbox; messages arrive; when does each hear?\n\n"
    "idle.py runs this. It says \"idling\" once all are, waits for a line, and "
    "then prints a line for each message: how it came (append, or rename into "
    "new/), and the milliseconds to half of the clients and to the last one. "
    "The time begins with APPEND's OK, or with the rename.";

constexpr std::string_view text = "From: Zoe <zoe@example.org>\r\n"
                                  "Subject: Flat to rent\r\n"
                                  "\r\n"
                                  "24 m2, quiet court.\r\n";

/// Returns the N of the last `* N EXISTS`; 0 if there is none.
unsigned told(std::string_view octets) {
    const auto end = octets.rfind(" EXISTS");
    if (end == octets.npos) return 0;
    const auto begin = octets.rfind(' ', end - 1) + 1;
    unsigned count = 0;
    std::from_chars(octets.data() + begin, octets.data() + end, count);
    return count;
}

struct Options {
    std::uint16_t port = 0;
    std::string user = "anna", password = "secret";
    std::filesystem::path maildir;
    std::size_t clients = 100;
    int rounds = 10;
    bool tls = false;
};

class Deliveries {
public:
    explicit Deliveries(const Options& options)
        : options_(options),
          login_("a LOGIN " + options.user + " " + options.password + "\r\n"),
          crowd_(options.port, options.clients,
                 {{{"", "* OK"},
                   {login_, "a OK"},
                   {"b SELECT INBOX\r\n", "b OK"},
                   {"c IDLE\r\n", "+"}},
                  told},
                 options.tls),
          poster_(options.port, options.tls) {
        poster_.wait("* OK");
        poster_.ask(login_, "a OK");
        messages_ = told(poster_.ask("b SELECT INBOX\r\n", "b OK"));
        poster_.ask("c UNSELECT\r\n", "c OK");
    }

    void append() {
        poster_.ask("d APPEND INBOX {" + std::to_string(text.size()) + "}\r\n",
                    "+");
        poster_.ask(std::string(text) + "\r\n", "d OK");
        report("append", Crowd::Time::now());
    }

    void rename() {
        const auto name = "1700000000.M" + std::to_string(messages_) + "P" +
                          std::to_string(getpid()) + ".bench";
        const auto unfinished = options_.maildir / "tmp" / name;
        std::ofstream(unfinished) << text;
        // A server that runs as another user must be able to read the file.
        std::filesystem::permissions(unfinished, std::filesystem::perms(0644));
        const auto renamed = Crowd::Time::now();
        std::filesystem::rename(unfinished, options_.maildir / "new" / name);
        report("rename", renamed);
    }

private:
    void report(const char* how, Crowd::Time::time_point since) {
        std::vector<double> seconds;
        crowd_.wait_for(++messages_, since, seconds);
        std::printf("%s %.3f %.3f\n", how, seconds[seconds.size() / 2] * 1e3,
                    seconds.back() * 1e3);
        std::fflush(stdout);
    }

    const Options& options_;
    std::string login_;
    Crowd crowd_;
    Conversation poster_;
    unsigned messages_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app(about, "idle_crowd");
    app.add_option("port", options.port, "Of an IMAP server on 127.0.0.1")
        ->required();
    app.add_option("--user", options.user)->capture_default_str();
    app.add_option("--password", options.password)->capture_default_str();
    app.add_option("--maildir", options.maildir,
                   "The user's INBOX, for the renames; else there are none");
    app.add_option("--clients", options.clients)
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--rounds", options.rounds, "Messages of each kind")
        ->capture_default_str();
    app.add_flag("--tls", options.tls, "The port speaks TLS");
    CLI11_PARSE(app, argc, argv);
    allow_many_files(options.clients);

    Deliveries deliveries(options);
    std::cout << "idling" << std::endl;
    std::string go;
    std::getline(std::cin, go);
    for (int i = 0; i < options.rounds; ++i) {
        deliveries.append();
        if (!options.maildir.empty()) deliveries.rename();
    }
}
