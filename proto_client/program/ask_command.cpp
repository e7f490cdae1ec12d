#include "proto_client/program/ask_command.hpp"

#include "proto_client/program/link.hpp"
#include "proto_client/program/output.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/stopper.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace client {

using toy_client::ToyClient;
using enum toy::Reply::Outcome;

namespace {

/// Shows the `ok` reply to a request: what it says depends on the request.
struct Printer {
    Output& output;
    const std::string& text;

    void operator()(const toy::Count&) const { output.counted(text); }
    void operator()(const toy::Post&) const { output.posted(text); }
    void operator()(const toy::Read& read) const {
        output.message(read.number, text);
    }
    void operator()(const toy::Noop&) const {}
};

std::string line_of(const ToyClient::Request& request) {
    return std::visit(
        [](const auto& one) { return toy::print(toy::Command{one}); }, request);
}

class Ask : public Link::Owner, public toy_client::ToyEvents {
public:
    Ask(const Target& target, const std::vector<ToyClient::Request>& requests)
        : requests_(requests), address_(target.address),
          output_(make_output({.json = target.json})),
          wire_(std::cerr, isatty(STDERR_FILENO) == 1),
          stopper_(loop_, [this] { say_goodbye(); }),
          link_(loop_, target.address, target.wire ? &wire_ : nullptr, *this) {
        link_.connect();
    }

    int run() {
        loop_.run();
        if (answers_ < requests_.size() && !output_->broken())
            fail("interrupted before the server had answered");
        return output_->failed_to_write() ? exit_code::failed : code_;
    }

private:
    std::unique_ptr<Session> connected() override {
        auto client = std::make_unique<ToyClient>(*this);
        client_ = client.get();
        for (const auto& request : requests_) {
            client->send(request, [this, &request](const auto& result) {
                take(request, result);
            });
        }
        return client;
    }

    void failed(std::string_view why) override {
        fail(why);
        loop_.stop();
    }

    void lost(std::string_view why) override {
        client_->connection_lost(why);
        client_ = nullptr;
        loop_.stop();
    }

    void on_trouble(std::string_view text) override {
        output_->trouble({}, text);
    }

    void take(const ToyClient::Request& request,
              const ToyClient::Result& result) {
        if (!result) {
            if (!stopper_.stopping())
                fail("no answer from " + print(address_) + ": " +
                     result.error());
            return stopper_.stop();
        }
        if (result->outcome == ok) {
            std::visit(Printer{*output_, result->text}, request);
        } else {
            output_->refused(line_of(request), toy::print(*result));
            code_ = std::max(code_, exit_code::refused);
        }
        if (++answers_ == requests_.size() || output_->broken())
            stopper_.stop();
    }

    void say_goodbye() {
        if (!client_) return loop_.stop();
        client_->say_bye({});
        link_.flush();
    }

    /// Only the first request without a reply is shown: the reason is the same
    /// for the others.
    void fail(std::string_view why) {
        if (code_ == exit_code::failed) return;
        code_ = exit_code::failed;
        output_->failed(why);
    }

    const std::vector<ToyClient::Request>& requests_;
    net::Address address_;
    std::unique_ptr<Output> output_;
    transcript::LiveWire wire_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    Link link_;
    ToyClient* client_ = nullptr; ///< set while there is a connection
    std::size_t answers_ = 0;
    int code_ = 0;
};

} // namespace

int ask(const Target& target, const std::vector<ToyClient::Request>& requests) {
    return Ask(target, requests).run();
}

} // namespace client
