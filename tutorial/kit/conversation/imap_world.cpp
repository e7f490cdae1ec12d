#include "tutorial/kit/conversation/imap_world.hpp"

#include "proto_server/mailbox/advert.hpp"

namespace kit {

imap_server::Login::PendingLogin
ImapWorld::OneUser::check(const imap_server::LoginAttempt& attempt) {
    if (attempt.user == user && attempt.secret == password)
        return done(imap_server::LoggedIn(account));
    return done(mail::fail(mail::Failure::Kind::not_allowed, "wrong password"));
}

ImapWorld::ImapWorld(const transcript::Transcript& transcript,
                     const transcript::Names& names) {
    login_.user = names.at("user");
    login_.password = names.at("password");
    login_.account = or_throw(store_.account(login_.user));
    inbox_ = or_throw(login_.account->open("INBOX"));
    auto& [login, options, greeting, tls] = service_;
    options.login_delay = {};
    options.utf8_accept = transcript::needs(transcript, "UTF8=ACCEPT");
    tls.offered = tls.needed =
        transcript::has_step<transcript::BeginTls>(transcript);
    if (transcript.autologout) options.autologout = *transcript.autologout;
    if (transcript.keepalive) options.keepalive = *transcript.keepalive;
    const auto messages = transcript.mailbox.value_or(0);
    for (std::uint32_t n = 1; n <= messages; ++n)
        deliver("message " + std::to_string(n));
}

Session& ImapWorld::open(transcript::Connection connection) {
    return sessions_.try_emplace(connection, service_).first->second;
}

void ImapWorld::close(transcript::Connection connection) {
    sessions_.erase(connection);
}

void ImapWorld::deliver(std::string_view text) {
    or_throw(post_advert(*inbox_, text));
}

} // namespace kit
