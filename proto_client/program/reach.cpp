#include "proto_client/program/reach.hpp"

#include "common/net/tls_filter.hpp"

#include <asio/ip/address.hpp>
#include <sys/resource.h>

namespace client {

using Tls = imap_client::Entry::Tls;

namespace {

bool is_this_computer(const std::string& host) {
    asio::error_code error;
    const auto number = asio::ip::make_address(host, error);
    return error ? host == "localhost" : number.is_loopback();
}

void forbid_core_dumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

/// Returns whom a connection trusts. All mailboxes share the system's CAs,
/// which take most of a megabyte.
net::TlsContext::Made context_of(const ImapTarget& target) {
    if (target.insecure) return net::TlsContext::insecure_client();
    if (!target.ca.empty()) return net::TlsContext::client(target.ca);
    static const auto system = net::TlsContext::client({});
    return system;
}

tl::expected<LinkOptions, std::string> link_options(const ImapTarget& target) {
    const auto context = context_of(target);
    if (!context) return tl::make_unexpected(context.error());
    LinkOptions options;
    options.make_filter = [context = *context, host = target.url.host] {
        return std::make_unique<net::TlsFilter>(context, host);
    };
    options.filter_at_once = target.url.tls;
    options.refused = "is a server running there, and the port right? imaps "
                      "has 993, imap has 143";
    return options;
}

Tls tls_of(const ImapTarget& target) {
    if (target.url.tls) return Tls::begun;
    const bool wants_tls = !target.ca.empty() || target.insecure;
    const bool plain = target.plain_login || is_this_computer(target.url.host);
    return plain && !wants_tls ? Tls::optional : Tls::required;
}

tl::expected<std::unique_ptr<LoginSecret>, std::string>
secret_of(const ImapTarget& target, asio::io_context& loop) {
    forbid_core_dumps();
    if (!target.password_command.empty())
        return std::make_unique<LoginSecret>(loop, "--password-command",
                                             target.password_command);
    if (!target.token_command.empty())
        return std::make_unique<LoginSecret>(loop, "--token-command",
                                             target.token_command);
    if (!target.password.empty())
        return std::make_unique<LoginSecret>(loop, target.password);
    const auto typed = ask_for_password("Password of " + target.url.user +
                                        " at " + target.url.host + ": ");
    if (!typed)
        return tl::make_unexpected(
            "there is no password; give --password-command 'COMMAND', where "
            "COMMAND prints it, as in 'secret-tool lookup imap " +
            target.url.user + "'");
    return std::make_unique<LoginSecret>(loop, *typed);
}

} // namespace

tl::expected<Reach, std::string> reach(const Target& target,
                                       asio::io_context& loop) {
    if (!target.imap)
        return Reach{print(target.address), target.address, {}, nullptr};
    const auto& url = target.imap->url;
    auto link = link_options(*target.imap);
    if (!link) return tl::make_unexpected(link.error());
    auto secret = secret_of(*target.imap, loop);
    if (!secret) return tl::make_unexpected(secret.error());
    return Reach{
        print(url), {url.host, url.port}, std::move(*link), std::move(*secret)};
}

imap_client::Entry entry(const ImapTarget& target, const std::string& secret) {
    return {.who = {.user = target.url.user,
                    .secret = secret,
                    .token = !target.token_command.empty()},
            .tls = tls_of(target)};
}

} // namespace client
