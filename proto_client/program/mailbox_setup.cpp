#include "proto_client/program/mailbox_setup.hpp"

#include "common/toy/limits.hpp"
#include "proto_client/imap/imap_news.hpp"
#include "proto_client/program/imap_link.hpp"
#include "proto_client/toy/toy_news.hpp"

namespace client {

namespace {

MailboxSetup toy_setup(const Target& target, const WatchOptions& options) {
    return {.name = print(target.address),
            .address = target.address,
            .link = {},
            .times = {options.rearm.value_or(toy::default_rearm),
                      options.poll.value_or(limits::retry_idle)},
            .make_source =
                [from = options.from](auto& owner, const auto&) {
                    return std::make_unique<toy_client::ToyNews>(from, owner);
                },
            .secret = nullptr};
}

imap_client::ImapNews::Options news_options(const ImapTarget& target,
                                            const WatchOptions& options) {
    return {.entry = {.who = {.user = target.url.user,
                              .secret = {},
                              .token = !target.token_command.empty()},
                      .tls = tls_of(target)},
            .mailbox = imap_client::wire_name(target.url.mailbox),
            .from = options.from,
            .since = options.since};
}

/// The name of the file in which a mailbox's position is stored. The usual
/// ports are not a part of it: the mailbox is the same by imap and by imaps.
std::string memory_name(const ImapTarget& target, const WatchOptions& options) {
    if (!options.name.empty()) return imap_client::percent_encode(options.name);
    const auto& url = target.url;
    const auto port = url.port == imap_client::imap_port ||
                              url.port == imap_client::imaps_port
                          ? ""
                          : ":" + std::to_string(url.port);
    return imap_client::percent_encode(url.user + "@" + url.host + port + "/" +
                                       url.mailbox);
}

tl::expected<MailboxSetup, std::string> imap_setup(const ImapTarget& target,
                                                   const WatchOptions& options,
                                                   asio::io_context& loop) {
    auto link = imap_link(target);
    if (!link) return tl::make_unexpected(link.error());
    auto position =
        PositionFile::open(state_folder(), memory_name(target, options));
    if (!position) return tl::make_unexpected(position.error());
    auto secret = secret_of(target, loop);
    if (!secret) return tl::make_unexpected(secret.error());
    return MailboxSetup{
        .name = print(target.url),
        .address = address_of(target),
        .link = std::move(*link),
        .times = {options.rearm.value_or(limits::imap_rearm),
                  options.poll.value_or(limits::imap_poll),
                  limits::imap_survived, limits::imap_longest_unsteady},
        .make_source =
            [news = news_options(target, options)](auto& owner,
                                                   const auto& secret_now) {
                auto one = news;
                one.entry.who.secret = secret_now;
                return std::make_unique<imap_client::ImapNews>(one, owner);
            },
        .secret = std::move(*secret),
        .position = std::move(*position)};
}

} // namespace

tl::expected<MailboxSetup, std::string>
mailbox_setup(const Target& target, const WatchOptions& options,
              asio::io_context& loop) {
    if (target.imap) return imap_setup(*target.imap, options, loop);
    return toy_setup(target, options);
}

} // namespace client
