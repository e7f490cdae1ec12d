#include "proto_client/visits/visit.hpp"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace client {

namespace {

Output::Options output_options(const Target& target) {
    return {.json = target.json, .insecure = target.insecure()};
}

} // namespace

Visit::Visit(const Target& target, Reach way)
    : reach_(std::move(way)), output_(make_output(output_options(target))),
      wire_(std::cerr, isatty(STDERR_FILENO) == 1), loop_(program_loop()),
      stopper_(loop_, [this] { say_goodbye(); }),
      link_(loop_, reach_.address, target.wire ? &wire_ : nullptr, *this,
            reach_.link),
      ticker_(loop_, [this] {
          link_.tick(Clock::now());
          ticker_.tick_within(std::chrono::seconds(1));
      }) {}

int Visit::run() {
    ticker_.start();
    reach_.secret ? get_secret() : link_.connect();
    loop_.run();
    if (!done_ && !output_->broken()) interrupted();
    return output_->failed_to_write() ? exit_code::failed : code_;
}

void Visit::get_secret() {
    reach_.secret->get([this](const LoginSecret::Secret& secret) {
        if (stopping()) return;
        if (!secret) return fail(secret.error());
        secret_ = *secret;
        link_.connect();
    });
}

std::unique_ptr<Session> Visit::connected() {
    auto session = begin(std::exchange(secret_, {}));
    session_ = session.get();
    return session;
}

void Visit::lost(std::string_view why) {
    ended(why);
    session_ = nullptr;
    if (!done_) fail("no answer from " + reach_.name + ": " + std::string(why));
    loop_.stop();
}

void Visit::say_goodbye() {
    if (!session_) return loop_.stop();
    session_->say_bye({});
    link_.flush();
}

void Visit::done() {
    done_ = true;
    stopper_.stop();
}

void Visit::fail(std::string_view why, int code) {
    if (!std::exchange(done_, true)) {
        code_ = code;
        output_->failed(why);
    }
    stopper_.stop();
}

void Visit::refused(std::string_view command, std::string_view reply) {
    output_->refused(command, reply);
    code_ = std::max(code_, exit_code::refused);
}

int cannot_reach(const Target& target, const std::string& why) {
    make_output(output_options(target))->failed(why);
    return exit_code::failed;
}

} // namespace client
