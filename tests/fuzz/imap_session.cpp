// A session survives any octets in any portions, whatever happens meanwhile.
// Its output is well-formed and bounded.
#include "proto_server/imap/imap_session.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;
using namespace std::chrono_literals;

namespace {

/// The limit, and the longest response to an input of a few kilobytes.
constexpr std::size_t most_output =
    imap_server::limits::output + std::size_t{64} * 1024;

/// Reads what the server sends, as a client does.
class ClientReader {
public:
    void read(std::string_view said) {
        while (const auto event = reader_.next(said)) {
            require(event->kind == imap::ResponseReader::Event::Kind::response,
                    "no response is too long");
            const auto response = imap::parse_response(event->text);
            require(response.has_value(), "a response is well-formed");
            std::visit([this](const auto& known) { note(known); }, *response);
        }
    }

private:
    template<class Other>
    void note(const Other&) {}

    void note(const imap::OtherData&) {
        require(false, "every response is a known one");
    }

    imap::ResponseReader reader_;
};

/// Refuses a secret that begins with x. Its result comes at once or later.
class FakeLogin : public imap_server::Login {
public:
    FakeLogin(std::shared_ptr<mail::Account> account, fuzz::Input& input)
        : account_(std::move(account)), input_(input) {}

    PendingLogin check(const imap_server::LoginAttempt& attempt) override {
        answer_ = imap_server::LoggedIn(account_);
        if (attempt.token) answer_->time_left = 50s;
        if (attempt.secret.starts_with('x'))
            answer_ = tl::make_unexpected(imap_server::Refusal(
                {mail::Failure::Kind::not_allowed, "wrong"}));
        waiting_ = std::make_shared<std::optional<Result>>();
        if (input_.by_chance(2)) say();
        return waiting_;
    }
    bool takes_tokens() const override { return true; }

    void say() { *waiting_ = answer_; }

private:
    std::shared_ptr<mail::Account> account_;
    fuzz::Input& input_;
    Result answer_{imap_server::LoggedIn(account_)};
    PendingLogin waiting_ = std::make_shared<std::optional<Result>>();
};

void fill(mail::Mailbox& inbox) {
    for (const auto* text : {"one", "two", "three"}) post_advert(inbox, text);
}

void disturb(fuzz::Input& input, mail::Mailbox& inbox) {
    if (input.by_chance(20)) post_advert(inbox, "by another");
    if (!input.by_chance(20) || inbox.messages().empty()) return;
    const auto uid = inbox.messages().front().uid;
    if (input.by_chance(2))
        static_cast<void>(inbox.expunge(std::vector<mail::Uid>{uid}));
    else
        static_cast<void>(inbox.set_flags(uid, {mail::SystemFlag::flagged}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    mail::MemoryStore store(fill);
    const auto account = *store.account("ann");
    const auto inbox = *account->open("INBOX");
    FakeLogin login(account, input);
    const imap_server::Service service{
        .login = login,
        .options = {.autologout = 100s, .keepalive = 10s},
        .tls = {.offered = true, .needed = input.by_chance(10)}};
    imap_server::ImapSession session(service);
    ClientReader reader;
    Clock::time_point now{};
    session.start(now);

    auto portion = input.next_portion();
    while (!portion.empty()) {
        const auto taken = session.receive(portion, now);
        require(taken <= portion.size(), "it takes what is there");
        const bool more = session.go_on(now);
        if (taken == 0 && !more && session.output().empty()) {
            login.say();
            session.go_on(now += imap_server::longest_login_delay);
            require(!session.output().empty(),
                    "it refuses only while it has something to say or to do");
        }
        while (!input.by_chance(3) && session.go_on(now)) {
        }
        portion.remove_prefix(taken);
        disturb(input, *inbox);
        if (input.by_chance(2)) session.mailbox_changed();
        if (input.by_chance(5)) session.tick(now += 3s);
        if (input.by_chance(500)) session.say_bye("enough");
        require(session.output().size() <= most_output, "output is bounded");
        if (!portion.empty() || input.by_chance(2))
            reader.read(session.take_output());
        if (session.wants_tls() && session.output().empty())
            session.tls_started();
        if (portion.empty()) portion = input.next_portion();
    }
    reader.read(session.drive(now));

    if (!session.finished()) return 0;
    session.receive("a NOOP\r\n", now);
    session.mailbox_changed();
    session.tick(now + 1h);
    session.say_bye("again");
    require(session.output().empty(), "after bye it says nothing");
    return 0;
}
