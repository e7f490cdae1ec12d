#include "proto_client/imap/start_tls.hpp"

#include <memory>
#include <utility>

namespace imap_client {

namespace {

using OnRefused = std::function<void(const std::string&)>;

// [start-tls]
class StartTls : public Exchange {
public:
    explicit StartTls(OnRefused on_refused)
        : Exchange(imap::StartTls{}), on_refused_(std::move(on_refused)) {}

    bool alone() const override { return true; }

    void ended(Known& known, const Result& result) override {
        known.tls_granted = result && result->ok();
        if (!known.tls_granted && on_refused_)
            on_refused_(result ? result->end.text : result.error());
    }
    void forget() override { on_refused_ = {}; }

private:
    OnRefused on_refused_;
};
// [/start-tls]

} // namespace

void start_tls(ImapClient& client, OnRefused on_refused) {
    client.send(std::make_unique<StartTls>(std::move(on_refused)));
}

} // namespace imap_client
