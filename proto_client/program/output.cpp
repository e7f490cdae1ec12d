#include "proto_client/program/output.hpp"

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <poll.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace client {

namespace {

std::string in_seconds(Clock::duration time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s",
                  std::chrono::duration<double>(time).count());
    return text;
}

class PlainOutput : public Output {
public:
    void connected(std::string_view to, std::uint32_t messages) override {
        note("connected to " + std::string(to) + ", " +
             std::to_string(messages) +
             " messages; waiting for new ones (Ctrl-C ends)");
    }
    void disconnected(std::string_view why, Clock::duration retry_in) override {
        note(std::string(why) + "; trying again in " + in_seconds(retry_in));
    }
    void news(std::uint32_t number, std::string_view text) override {
        print(std::to_string(number) + "  " + std::string(text));
    }
    void trouble(std::string_view text) override {
        note("odd: " + std::string(text));
    }
    void message(std::uint32_t, std::string_view text) override { print(text); }
    void posted(std::string_view number) override {
        print("posted as message " + std::string(number));
    }
    void counted(std::string_view messages) override { print(messages); }
    void refused(std::string_view command, std::string_view reply) override {
        note("proto_client: the server answered '" + std::string(command) +
             "' with: " + std::string(reply));
    }
    void failed(std::string_view why) override {
        note("proto_client: " + std::string(why));
    }
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

std::unique_ptr<Output> make_output(bool json) {
    if (json) return make_json_output();
    return std::make_unique<PlainOutput>();
}

} // namespace client
