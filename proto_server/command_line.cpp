#include "proto_server/command_line.hpp"

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/program/certificate_command.hpp"
#include "proto_server/program/serve.hpp"
#include "proto_server/program/users_command.hpp"

#include <CLI/CLI.hpp>

namespace server {
namespace {

using Command = std::function<int()>;

constexpr auto about =
    "Tells its clients of new messages the moment they arrive.\n\n"
    "Try it in three terminals:\n"
    "  proto_server --wire          shows every line that passes\n"
    "  proto_client watch           is told of each new message\n"
    "  proto_client post Hello      is a new message (in a third)\n"
    "Ctrl-C stops it.\n\n"
    "Or serve mail programs, each user with a mailbox of their own:\n"
    "  proto_server users add anna      asks for her password\n"
    "  proto_server certificate         makes one for this computer\n"
    "  proto_server --imaps 127.0.0.1:1993 --users users";

/// Each time that the option is named it takes one word. What stands behind
/// that word is not the option's.
CLI::Option* may_be_repeated(CLI::Option* option) {
    return option->expected(1)->take_all()->allow_extra_args(false);
}

/// Adds an option of a number of seconds.
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

/// Adds an option of a number of clients.
template<typename Number>
CLI::Option* add_clients(CLI::App& app, const char* name, Number& value,
                         const char* help) {
    return app.add_option(name, value, help)
        ->check(CLI::Range(1u, 1'000'000u))
        ->type_name("N");
}

void add_addresses(CLI::App& app, ServeOptions& options) {
    may_be_repeated(
        app.add_option("--listen", options.listen,
                       "Serve the toy protocol at this address; [::1]:1430 is "
                       "IPv6, port 0 is any free port; may be repeated. With "
                       "--users it is served only if this is given, because it "
                       "asks for no password"))
        ->type_name("HOST:PORT")
        ->default_str(toy_address);
    may_be_repeated(
        app.add_option("--imap", options.imap,
                       "Serve IMAP at this address, such as 127.0.0.1:1143. "
                       "Without --users any name and password will do, and all "
                       "share the toy's mailbox: for this machine or a class"))
        ->type_name("HOST:PORT");
}

void add_tls(CLI::App& app, TlsOptions& options) {
    may_be_repeated(
        app.add_option("--imaps", options.imaps,
                       "Serve IMAP over TLS at this address, such as "
                       "127.0.0.1:1993. It needs a certificate: "
                       "\"proto_server certificate\" makes one"))
        ->type_name("HOST:PORT");
    auto* certificate =
        app.add_option("--certificate", options.certificate,
                       "The server's certificate in PEM form, followed by the "
                       "certificates that signed it; --imap then offers "
                       "STARTTLS. The default for --imaps is tls/server.pem")
            ->type_name("FILE");
    app.add_option("--key", options.key,
                   "The certificate's private key; the default is the file of "
                   "the same name that ends in .key")
        ->type_name("FILE")
        ->needs(certificate);
    app.add_flag("--plain-login", options.plain_login,
                 "With --users: accept passwords without TLS, too. Only if "
                 "nobody but this computer can connect to --imap");
}

void add_files(CLI::App& app, ServeOptions& options) {
    app.add_option("--maildir", options.maildir,
                   "Keep the messages in this folder, and not in memory; the "
                   "mailbox is the Maildir \"class\" in it")
        ->type_name("FOLDER");
    const auto file_there = CLI::Validator(CLI::ExistingFile).description("");
    auto* users =
        app.add_option("--users", options.users,
                       "The users who may log in by IMAP: a file that "
                       "\"proto_server users\" makes. Each has a mailbox of "
                       "their own, and logs in over TLS (or see --plain-login)")
            ->check(file_there)
            ->type_name("FILE");
    app.add_option("--tokens", options.tokens,
                   "Accept OAuth tokens, too (XOAUTH2, OAUTHBEARER), from a "
                   "file that \"proto_server users token\" makes")
        ->check(file_there)
        ->type_name("FILE")
        ->needs(users);
}

void add_utf8_accept(CLI::App& app, ServeOptions& options) {
    app.add_flag("--utf8-accept", options.utf8_accept,
                 "Offer UTF8=ACCEPT by IMAP. A client that does not enable it "
                 "may then add no message with 8-bit octets in its header, and "
                 "programs that move old mail have such messages");
}

void add_limits(CLI::App& app, ServeOptions& options) {
    add_seconds(app, "--autologout", options.autologout, 1,
                "Say bye to a client that was silent for this time");
    add_seconds(app, "--keepalive", options.keepalive, 0,
                "After this time, show an idling client that the server is "
                "there; 0 is never");
    add_clients(app, "--max-clients", options.max_clients,
                "Refuse more clients at once than this")
        ->capture_default_str();
    add_clients(app, "--max-per-user", options.max_per_user,
                "Refuse more clients at once that log in as the same user")
        ->capture_default_str();
    add_clients(app, "--max-per-address", options.max_per_address,
                "Refuse more clients at once from one address. Clients on this "
                "machine are counted only if this is given")
        ->default_str(std::to_string(server::limits::clients_per_address));
    add_seconds(app, "--login-time", options.login_time, 1,
                "When there are as many clients as may be, one that has not "
                "logged in for this time gives its place to the next");
}

void add_serve(CLI::App& app, ServeOptions& options) {
    add_addresses(app, options);
    add_tls(app, options.tls);
    add_files(app, options);
    add_utf8_accept(app, options);
    add_limits(app, options);
    app.add_option("--messages", options.messages,
                   "Begin with N messages, \"message 1\" and so on, in place "
                   "of the sample adverts")
        ->check(CLI::Range(0u, mail::limits::messages))
        ->type_name("N");
    auto* quiet = app.add_flag("--quiet", options.quiet,
                               "Print only the addresses where it listens");
    app.add_flag("--wire", options.wire,
                 "Show both sides of every conversation as C: and S: lines")
        ->excludes(quiet);
}

void add_users(CLI::App& app, UsersOptions& options, Command& chosen) {
    auto* users =
        app.add_subcommand("users", "Add and remove users, and make tokens");
    users->require_subcommand(1);
    const auto add = [&](const char* name, const char* help,
                         int (*function)(const UsersOptions&),
                         std::string& file) {
        auto* one = users->add_subcommand(name, help);
        one->add_option("--file", file, "The file to work on")
            ->type_name("FILE")
            ->capture_default_str();
        one->callback([&options, &chosen, function] {
            chosen = [options, function] { return function(options); };
        });
        return one;
    };
    const auto takes_name = [&](CLI::App* one) {
        one->add_option("NAME", options.name, "The user")
            ->required()
            ->type_name("");
    };
    auto* adding =
        add("add", "Add a user, or change a password; asks for the password",
            add_user, options.file);
    takes_name(adding);
    adding->add_flag("--password-stdin", options.from_stdin,
                     "Take the password from the first line of the input");
    auto* token = add("token",
                      "Make an OAuth token for a user, in place of an older "
                      "one, and print it; for --tokens",
                      add_token, options.tokens);
    takes_name(token);
    token
        ->add_option("--lifetime", options.lifetime,
                     "How long the token is valid; then its sessions end, too. "
                     "0 is for ever")
        ->check(CLI::Range(0u, 100'000'000u))
        ->type_name("SECONDS")
        ->capture_default_str();
    takes_name(add("remove", "Remove a user", remove_user, options.file));
    add("list", "Print the users' names", list_users, options.file);
}

void add_certificate(CLI::App& app, CertificateOptions& options,
                     Command& chosen) {
    auto* certificate = app.add_subcommand(
        "certificate", "Make a CA and a server's certificate, for class");
    certificate->add_option("DIR", options.folder, "Where the files go")
        ->type_name("")
        ->capture_default_str();
    may_be_repeated(certificate->add_option(
                        "--host", options.hosts,
                        "A name or address that clients connect to; may be "
                        "repeated; the default is this computer's own"))
        ->type_name("NAME");
    certificate->callback([&options, &chosen] {
        chosen = [options] { return make_certificate_files(options); };
    });
}

} // namespace

std::function<int()> read_command_line(int argc, const char* const* argv) {
    ServeOptions serving;
    UsersOptions users;
    CertificateOptions certificate;
    Command chosen;
    CLI::App app(about, "proto_server");
    app.set_version_flag("--version", "proto_server " IDLE_HANDS_VERSION,
                         "Print the version and exit");
    add_serve(app, serving);
    add_users(app, users, chosen);
    add_certificate(app, certificate, chosen);
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return [code = app.exit(error)] { return code; };
    }
    if (chosen) return chosen;
    return [serving] { return serve(serving); };
}

} // namespace server
