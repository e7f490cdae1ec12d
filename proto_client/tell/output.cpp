#include "proto_client/tell/output.hpp"

#include "proto_client/exit_code.hpp"
#include "proto_client/tell/terminal_text.hpp"

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <poll.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace client {

namespace {

using Event = watch::NewsSource::Event;

std::string in_seconds(Clock::duration time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s",
                  std::chrono::duration<double>(time).count());
    return text;
}

class PlainOutput : public Output {
public:
    using Output::Output;

    void connected(const std::string& to, std::uint32_t messages) override {
        say("connected to " + to + ", " + std::to_string(messages) +
            " messages; waiting for new ones (Ctrl-C ends)");
    }
    void disconnected(const std::string&, std::string_view why,
                      Clock::duration retry_in) override {
        say(std::string(why) + "; trying again in " + in_seconds(retry_in));
    }
    void news(const std::string&,
              const watch::NewsSource::Message& message) override {
        listed(message);
    }
    void changed(const std::string&,
                 const watch::NewsSource::Message& message) override {
        const bool gone = message.event == Event::gone;
        const auto which = message.number == 0
                               ? std::string("a message")
                               : "message " + std::to_string(message.number);
        const std::string flags(message.text);
        print(mark() + which +
              (gone            ? " is gone"
               : flags.empty() ? " has no flags now"
                               : " has the flags " + harmless(flags)));
    }
    void listed(const watch::NewsSource::Message& message) override {
        auto line = mark() + std::to_string(message.number) + "  ";
        if (!message.from.empty()) line.append(message.from).append("  ");
        print(harmless(line.append(message.text)));
    }
    void trouble(const std::string&, std::string_view text) override {
        say("odd: " + std::string(text));
    }
    void mailbox(const imap_client::ListedMailbox& mailbox) override {
        if (mailbox.can_be_opened()) print(mark() + harmless(mailbox.name));
    }
    void message(std::uint32_t, std::string_view text) override {
        auto lines = harmless_lines(text);
        if (lines.ends_with('\n')) lines.pop_back(); // print() adds one
        print(mark() + lines);
    }
    void posted(std::string_view number) override {
        print(mark() + (number.empty()
                            ? "posted"
                            : "posted as message " + harmless(number)));
    }
    void counted(std::string_view messages) override {
        print(mark() + harmless(messages));
    }
    void refused(std::string_view command, std::string_view reply) override {
        say("proto_client: the server answered '" + std::string(command) +
            "' with: " + std::string(reply));
    }
    void failed(std::string_view why) override {
        say("proto_client: " + std::string(why));
    }

private:
    std::string mark() const {
        const auto& label = options().label;
        return (label.empty() ? "" : harmless(label) + ": ") +
               (options().insecure ? "insecure: " : "");
    }
    void say(const std::string& text) { note(harmless(mark() + text)); }
};

} // namespace

void Output::print(std::string_view line) {
    std::cout << line << '\n' << std::flush;
    if (std::cout.good() || broken_) return;
    broken_ = true;
    failed_to_write_ = errno != EPIPE;
    if (!failed_to_write_) return; // a reader may close its pipe: `| head`
    note("proto_client: cannot write: " +
         std::generic_category().message(errno));
}

void Output::check_reader() {
    pollfd out{STDOUT_FILENO, 0, 0};
    if (::poll(&out, 1, 0) > 0 && (out.revents & POLLERR) != 0) broken_ = true;
}

void Output::note(std::string_view line) {
    std::cerr << line << std::endl;
}

int complain(const std::string& why) {
    std::cerr << "proto_client: " << why << std::endl;
    return exit_code::usage;
}

std::unique_ptr<Output> make_output(Output::Options options) {
    if (options.json) return make_json_output(options);
    return std::make_unique<PlainOutput>(options);
}

} // namespace client
