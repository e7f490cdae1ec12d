#include "common/net/tls_filter.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/login/users_login.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "proto_server/program/console.hpp"
#include "proto_server/program/file_limit.hpp"
#include "proto_server/program/store_watch.hpp"
#include "proto_server/program/subcommand.hpp"
#include "proto_server/program/tls_options.hpp"
#include "proto_server/server.hpp"
#include "proto_server/toy/toy_session.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <asio/error.hpp>
#include <asio/signal_set.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace {

constexpr auto about =
    "Tells its clients of new messages the moment they arrive.\n\n"
    "Try it in two terminals:\n"
    "  proto_server --wire          shows every line that passes\n"
    "  proto_client watch           is told of each new message\n"
    "  proto_client post Hello      is a new message (in a third)\n"
    "Ctrl-C stops it.\n\n"
    "Or serve mail programs, each user with a mailbox of their own:\n"
    "  proto_server users add anna      asks for her password\n"
    "  proto_server certificate         makes one for this computer\n"
    "  proto_server --imaps 127.0.0.1:1993 --users users";

/// 143 and 993 are for the system's own server.
constexpr std::uint16_t imap_default_port = 1143;
constexpr std::uint16_t imaps_default_port = 1993;

/// Where the toy is served, unless there are users: it asks no password.
constexpr auto toy_address = "127.0.0.1:1430";

struct Options {
    std::vector<std::string> listen;
    std::vector<std::string> imap;
    TlsOptions tls;
    std::string maildir;
    UsersLogin::Files files;
    ToyTimes times;
    std::uint32_t max_clients = limits::clients;
    std::uint32_t max_per_user = limits::clients_per_user;
    std::optional<std::uint32_t> max_per_address;
    std::optional<std::uint32_t> messages;
    bool quiet = false;
    bool wire = false;
};

/// The options of a number of seconds.
void add_seconds(CLI::App& app, const char* name, std::chrono::seconds& value,
                 std::int64_t least, const char* help) {
    app.add_option_function<std::int64_t>(
           name,
           [&value](auto seconds) { value = std::chrono::seconds(seconds); },
           help)
        ->check(CLI::Range(least, std::int64_t{100'000'000}))
        ->type_name("SECONDS")
        ->default_str(std::to_string(value.count()));
}

void add_options(CLI::App& app, Options& options) {
    app.add_option("--listen", options.listen,
                   "Where to listen; [::1]:1430 is IPv6, port 0 is any free "
                   "one; may be repeated. With --users the toy is not served "
                   "unless this says where, for it asks nobody for a password")
        ->type_name("HOST:PORT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->default_str(toy_address);
    app.add_option(
           "--imap", options.imap,
           "Speak IMAP there too, as 127.0.0.1:1143. Without --users any "
           "name and password will do, on the toy's mailbox: for this "
           "machine or a class")
        ->type_name("HOST:PORT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_tls_options(app, options.tls);
    app.add_option("--maildir", options.maildir,
                   "Keep the messages in this folder, and not in memory; the "
                   "mailbox is the Maildir \"class\" in it")
        ->type_name("FOLDER");
    const auto file_there = CLI::Validator(CLI::ExistingFile).description("");
    auto* users =
        app.add_option("--users", options.files.users,
                       "Who may log in by IMAP: a file made by \"proto_server "
                       "users\". Each has a mailbox of their own, and logs in "
                       "over TLS (or see --plain-login)")
            ->check(file_there)
            ->type_name("FILE");
    app.add_option("--tokens", options.files.tokens,
                   "Take OAuth tokens, too (XOAUTH2, OAUTHBEARER): a file made "
                   "by \"proto_server users token\"")
        ->check(file_there)
        ->type_name("FILE")
        ->needs(users);
    add_seconds(app, "--autologout", options.times.autologout, 1,
                "Say bye to a client that was silent for so long");
    add_seconds(app, "--keepalive", options.times.keepalive, 0,
                "Tell an idling client so often that we are here; 0 is off");
    app.add_option("--max-clients", options.max_clients,
                   "Refuse more clients at once than this")
        ->check(CLI::Range(1u, 1'000'000u))
        ->type_name("N")
        ->capture_default_str();
    app.add_option("--max-per-user", options.max_per_user,
                   "Let in no more clients at once as one of --users")
        ->check(CLI::Range(1u, 1'000'000u))
        ->type_name("N")
        ->capture_default_str();
    app.add_option("--max-per-address", options.max_per_address,
                   "Refuse more clients at once from one address. Unless this "
                   "is given, those of this machine do not count")
        ->check(CLI::Range(1u, 1'000'000u))
        ->type_name("N")
        ->default_str(std::to_string(limits::clients_per_address));
    app.add_option("--messages", options.messages,
                   "Begin with N messages, \"message 1\" and so on, in place "
                   "of the sample adverts")
        ->check(CLI::Range(0u, limits::messages))
        ->type_name("N");
    auto* quiet = app.add_flag("--quiet", options.quiet,
                               "Say where it listens, and no more");
    app.add_flag("--wire", options.wire,
                 "Show both sides of every conversation as C: and S: lines")
        ->excludes(quiet);
}

void fill(mail::Mailbox& mailbox, const Options& options) {
    if (!options.messages) return add_sample_adverts(mailbox);
    for (std::uint32_t n = 1; n <= *options.messages; ++n)
        mailbox.post("message " + std::to_string(n));
}

std::unique_ptr<Server::Log> make_log(const Options& options) {
    if (options.wire)
        return std::make_unique<Wire>(std::cout, isatty(STDOUT_FILENO) == 1);
    if (options.quiet) return std::make_unique<Server::Log>();
    return std::make_unique<Notes>(std::cout);
}

void explain_file_limit(std::uint32_t max_clients) {
    const auto wanted = std::uint64_t{max_clients} + limits::other_files;
    const auto files = raise_file_limit(wanted);
    if (files >= wanted) return;
    const auto clients =
        files - std::min<std::uint64_t>(files, limits::other_files);
    std::cerr << "proto_server: this system lets it open " << files
              << " files, so about " << clients << " clients, not "
              << max_clients
              << ". To have more, raise the hard limit (ulimit -Hn); to be "
                 "silent about it, give --max-clients.\n";
}

// What follows throws std::runtime_error with a sentence that names cause and
// cure.

net::Address address_of(const std::string& option, const std::string& text,
                        std::uint16_t default_port) {
    const auto address = net::parse_address(text, {"127.0.0.1", default_port});
    if (!address) throw std::runtime_error(option + ": " + address.error());
    return *address;
}

void listen(Server& server, const std::string& option, const std::string& text,
            std::uint16_t default_port,
            const Server::SessionFactory& make_session,
            Server::Tls tls = Server::Tls::when_wanted) {
    const auto address = address_of(option, text, default_port);
    try {
        for (const auto& where : server.listen(address, make_session, tls))
            std::cout << "listening on " << print(where) << std::endl;
    } catch (const std::system_error& error) {
        std::string why = error.code().message();
        if (error.code() == asio::error::address_in_use)
            why = "the port is in use. Stop the program that listens there "
                  "(ss -ltnp shows it), or choose another port, as in " +
                  option + " " +
                  print(net::Address{address.host, static_cast<std::uint16_t>(
                                                       address.port + 1)});
        throw std::runtime_error("cannot listen on " + print(address) + ": " +
                                 why);
    }
}

/// Passwords that are somebody's do not cross a network in plain text.
void check_plain_login(asio::io_context& loop, const Options& options,
                       bool tls) {
    if (options.imap.empty()) return;
    if (!options.tls.plain_login && !options.files.users.empty() && !tls)
        throw std::runtime_error(
            "with --users, --imap takes passwords only over TLS. Give it a "
            "certificate (proto_server certificate makes one: --certificate "
            "tls/server.pem); or, where only this computer can connect, "
            "--plain-login");
    if (!options.tls.plain_login) return;
    for (const auto& text : options.imap) {
        const auto address = address_of("--imap", text, imap_default_port);
        for (const auto& endpoint : net::resolve(loop, address))
            if (!endpoint.address().is_loopback())
                throw std::runtime_error(
                    "--plain-login: others can connect to --imap " + text +
                    ", and hear passwords on the way. Let --imap listen on "
                    "127.0.0.1, or leave --plain-login out and use TLS "
                    "(--certificate)");
    }
}

std::unique_ptr<mail::Store> make_store(const Options& options) {
    if (!options.maildir.empty())
        return std::make_unique<mail::MaildirStore>(options.maildir);
    return std::make_unique<mail::MemoryStore>(
        [&options](mail::Mailbox& mailbox) { fill(mailbox, options); });
}

std::unique_ptr<imap_server::Login>
make_login(const Options& options, asio::io_context& loop, Server& server,
           mail::Store& store, std::shared_ptr<mail::Account> account) {
    if (options.files.users.empty())
        return std::make_unique<ClassLogin>(std::move(account));
    return std::make_unique<UsersLogin>(
        loop, options.files, store,
        [&server](auto who, auto what) { server.report(who, what); },
        options.max_per_user);
}

/// Who gives passwords does not want a door beside them without.
void choose_toy(Options& options) {
    if (!options.listen.empty()) return;
    if (options.files.users.empty())
        options.listen = {toy_address};
    else if (options.imap.empty() && options.tls.imaps.empty())
        throw std::runtime_error(
            "--users is who may log in by IMAP; say where, as in --imap "
            "127.0.0.1:" +
            std::to_string(imap_default_port));
}

void run(const Options& options) {
    explain_file_limit(options.max_clients);
    const auto store = make_store(options);
    std::shared_ptr<mail::Account> account; // the toy's, and so everyone's
    std::shared_ptr<mail::Mailbox> inbox;
    const auto log = make_log(options);

    asio::io_context loop(1);
    const auto tls = make_tls_context(options.tls);
    check_plain_login(loop, options, tls.has_value());
    Server server(loop, *log, options.max_clients, options.max_per_address);
    if (!options.listen.empty()) {
        account = or_throw(store->account("class"));
        inbox = or_throw(account->open("INBOX"));
    }
    StoreWatch store_watch(loop, *store);
    const auto login = make_login(options, loop, server, *store, account);
    const auto make_toy = [&](const std::string&) {
        return std::make_unique<ToySession>(*inbox, options.times);
    };
    if (tls)
        server.offer_tls(
            [&tls] { return std::make_unique<net::TlsFilter>(*tls); });
    const auto make_imap = [&](const std::string& from, bool tls_on) {
        return std::make_unique<ImapSession>(
            *login,
            ImapTimes{options.times.autologout, options.times.keepalive},
            options.files.users.empty()
                ? "Idle Hands: any user name and password will do"
                : "Idle Hands is ready",
            from,
            ImapTls{.on = tls_on,
                    .offered = tls.has_value(),
                    .needed = !options.files.users.empty() &&
                              !options.tls.plain_login});
    };
    // Before it says that it listens: who waits for that may end it at once.
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&](asio::error_code, int) {
        store_watch.stop();
        server.stop();
    });
    for (const auto& text : options.listen)
        listen(server, "--listen", text, toy::default_port, make_toy);
    for (const auto& text : options.imap)
        listen(server, "--imap", text, imap_default_port,
               [&](const auto& from) { return make_imap(from, false); });
    for (const auto& text : options.tls.imaps)
        listen(
            server, "--imaps", text, imaps_default_port,
            [&](const auto& from) { return make_imap(from, true); },
            Server::Tls::at_once);
    loop.run();
    if (!options.quiet) std::cout << "bye" << std::endl;
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    Options options;
    CLI::App app(about, "proto_server");
    add_options(app, options);
    Subcommand chosen;
    add_users_command(app, chosen);
    add_certificate_command(app, chosen);
    app.require_subcommand(0, 1);
    CLI11_PARSE(app, argc, argv);
    try {
        if (chosen) {
            chosen();
        } else {
            choose_toy(options);
            run(options);
        }
    } catch (const std::exception& error) {
        std::cerr << "proto_server: " << error.what() << "\n";
        return 1;
    }
}
