#include "proto_client/visits/ask_command.hpp"

#include "proto_client/visits/visit.hpp"

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

class Ask : public Visit, private toy_client::ToyEvents {
public:
    Ask(const Target& target, Reach way,
        const std::vector<ToyClient::Request>& requests)
        : Visit(target, std::move(way)), requests_(requests) {}

private:
    std::unique_ptr<Session> begin(const std::string&) override {
        auto client =
            std::make_unique<ToyClient>(static_cast<ToyEvents&>(*this));
        client_ = client.get();
        for (const auto& request : requests_) {
            client->send(request, [this, &request](const auto& result) {
                take(request, result);
            });
        }
        return client;
    }

    void ended(std::string_view why) override { client_->connection_lost(why); }

    void on_trouble(std::string_view text) override {
        output().trouble({}, text);
    }

    void take(const ToyClient::Request& request,
              const ToyClient::Result& result) {
        if (stopping()) return;
        if (!result)
            return fail("no answer from " + name() + ": " + result.error());
        if (result->outcome == ok)
            std::visit(Printer{output(), result->text}, request);
        else
            refused(line_of(request), toy::print(*result));
        if (++answers_ == requests_.size() || output().broken()) done();
    }

    const std::vector<ToyClient::Request>& requests_;
    ToyClient* client_ = nullptr;
    std::size_t answers_ = 0;
};

} // namespace

int ask(const Target& target, const std::vector<ToyClient::Request>& requests) {
    return visit<Ask>(target, requests);
}

} // namespace client
