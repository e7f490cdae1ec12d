#include "proto_client/imap/enter.hpp"

#include "proto_client/imap/refused.hpp"
#include "proto_client/imap/start_tls.hpp"

#include <utility>

namespace imap_client {

using enum watch::Refusal::Kind;

namespace {

using OnEntered = std::function<void(const Entered&)>;

bool offers_login(const Known& known) {
    return !known.offers("LOGINDISABLED");
}

/// The steps of one way in. Each command's handler keeps it alive.
class Way : public std::enable_shared_from_this<Way> {
public:
    Way(ImapClient& client, Entry entry, OnEntered on_entered)
        : client_(client), entry_(std::move(entry)),
          on_entered_(std::move(on_entered)) {}

    /// The greeting may leave out the capabilities, and they decide.
    void begin() {
        if (entry_.tls != Entry::Tls::optional || client_.known().capabilities)
            return choose();
        ask_capabilities([](Way& way) { way.choose(); });
    }

private:
    // [choose]
    void choose() {
        const bool begin_tls = entry_.tls == Entry::Tls::required ||
                               (entry_.tls == Entry::Tls::optional &&
                                !offers_login(client_.known()));
        begin_tls ? begin_tls_first() : log_in();
    }

    /// TLS makes us forget the capabilities that were told in plain text, so
    /// they are asked for again. That command waits until TLS has begun.
    void begin_tls_first() {
        if (client_.known().state != Known::State::not_authenticated)
            return end("the server has greeted with PREAUTH, which leaves no "
                       "room for TLS; somebody in between may have done that",
                       {set_up});
        start_tls(client_, [self = shared_from_this()](const auto& why) {
            self->end("no TLS here: " + why +
                          "; use imaps://, or --plain-login if others may "
                          "read the password",
                      {set_up});
        });
        if (!over_ && !client_.finished())
            ask_capabilities([](Way& way) { way.log_in(); });
    }
    // [/choose]

    void ask_capabilities(void (*then)(Way&)) {
        client_.send(imap::Capability{},
                     [self = shared_from_this(), then](const Result& result) {
                         if (result && !self->over_) then(*self);
                     });
    }

    void log_in() {
        if (client_.known().state != Known::State::not_authenticated)
            return arrive();
        imap_client::log_in(client_, entry_.who,
                            [self = shared_from_this()](const Result& result) {
                                self->logged_in(result);
                            });
    }

    /// The server has greeted with PREAUTH. It may not have said what it can.
    void arrive() {
        if (client_.known().capabilities) return introduce();
        ask_capabilities([](Way& way) { way.introduce(); });
    }

    void logged_in(const Result& result) {
        if (client_.finished()) return;
        if (!result) return end(result.error(), {set_up});
        if (result->ok()) return introduce();
        const auto refusal = read_refusal(result->end.code, result->end.text,
                                          entry_.who.token ? token : password);
        end("login refused: " + words_of(result->end), refusal);
    }

    /// No answer to ID matters.
    void introduce() {
        if (client_.known().offers("ID"))
            client_.send(imap::Id{{{"name", "idle-hands"}}}, {});
        over_ = true;
        on_entered_({});
    }

    void end(std::string why, watch::Refusal refusal) {
        if (std::exchange(over_, true) || client_.finished()) return;
        on_entered_(tl::make_unexpected(Refused{std::move(why), refusal}));
    }

    ImapClient& client_;
    Entry entry_;
    OnEntered on_entered_;
    bool over_ = false;
};

} // namespace

void enter(ImapClient& client, const Entry& entry,
           const OnEntered& on_entered) {
    std::make_shared<Way>(client, entry, on_entered)->begin();
}

std::string words_of(const imap::Tagged& reply) {
    return reply.code ? "[" + reply.code->name + "] " + reply.text : reply.text;
}

} // namespace imap_client
