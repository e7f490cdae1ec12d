#include "proto_server/program/serve.hpp"

#include "common/net/tls_filter.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/login/users_login.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "proto_server/program/console.hpp"
#include "proto_server/program/console_buffer.hpp"
#include "proto_server/program/file_limit.hpp"
#include "proto_server/program/store_watch.hpp"
#include "proto_server/program/thread_jobs.hpp"
#include "proto_server/server.hpp"
#include "proto_server/toy/toy_session.hpp"

#include <asio/error.hpp>
#include <asio/signal_set.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace server {
namespace {

/// Our default ports. The system's own mail server may listen on 143 and 993.
constexpr std::uint16_t imap_default_port = 1143;
constexpr std::uint16_t imaps_default_port = 1993;

void fill(mail::Mailbox& mailbox, const ServeOptions& options) {
    if (!options.messages) return add_sample_adverts(mailbox);
    for (std::uint32_t n = 1; n <= *options.messages; ++n)
        mail::post_advert(mailbox, "message " + std::to_string(n));
}

/// Tells the operator something.
void note(const std::string& line) {
    std::cerr << "proto_server: " << line << std::endl;
}

std::unique_ptr<mail::Store> make_store(const ServeOptions& options,
                                        mail::Jobs* jobs) {
    if (jobs)
        return std::make_unique<mail::MaildirStore>(options.maildir, *jobs,
                                                    note);
    return std::make_unique<mail::MemoryStore>(
        [&options](mail::Mailbox& mailbox) { fill(mailbox, options); });
}

std::unique_ptr<Server::Log> make_log(const ServeOptions& options) {
    if (options.wire)
        return std::make_unique<WireLog>(std::cout, isatty(STDOUT_FILENO) == 1);
    if (options.quiet) return std::make_unique<Server::Log>();
    return std::make_unique<NoteLog>(std::cout);
}

// What follows throws std::runtime_error with a sentence that names cause and
// cure.

/// Returns where the toy is served. With --users it is nowhere by default: the
/// toy asks for no password, and who sets passwords wants none to get in
/// without.
std::vector<std::string> toy_addresses(const ServeOptions& options) {
    if (!options.listen.empty()) return options.listen;
    if (options.users.empty()) return {toy_address};
    if (options.imap.empty() && options.tls.imaps.empty())
        throw std::runtime_error(
            "--users is who may log in by IMAP; say where, as in --imap "
            "127.0.0.1:" +
            std::to_string(imap_default_port));
    return {};
}

net::Address address_of(const std::string& option, const std::string& text,
                        std::uint16_t default_port) {
    const auto address = net::parse_address(text, {"127.0.0.1", default_port});
    if (!address) throw std::runtime_error(option + ": " + address.error());
    return *address;
}

/// Throws if the passwords of --users could cross a network in plain text.
void check_plain_login(asio::io_context& loop, const ServeOptions& options,
                       bool tls) {
    if (options.imap.empty()) return;
    if (!options.tls.plain_login && !options.users.empty() && !tls)
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

/// The parts of a running server, each above those that need it at the end. The
/// loop holds sessions, which use a mailbox; to destroy one needs no jobs.
class Parts {
public:
    Parts(const ServeOptions& options, std::vector<std::string> toy,
          std::uint32_t max_clients);

    void listen();
    void run() { loop_.run(); }

private:
    std::unique_ptr<ThreadJobs> make_jobs();
    void open_class_mailbox();
    std::unique_ptr<imap_server::Login> make_login();
    imap_server::Service imap_service();
    void wait_for_hangup();
    void read_again();
    void listen(const std::string& option, const std::string& text,
                std::uint16_t default_port,
                const Server::SessionFactory& make_session,
                Server::Tls tls = Server::Tls::when_wanted);

    const ServeOptions& options_;
    std::vector<std::string> toy_; ///< addresses where the toy is served
    std::unique_ptr<mail::Store> store_;
    std::shared_ptr<mail::Account> account_; ///< the class's, for the toy
    std::shared_ptr<mail::Mailbox> inbox_;
    std::unique_ptr<Server::Log> log_;
    asio::io_context loop_{1};
    std::unique_ptr<ThreadJobs> jobs_; ///< null if there is no disk
    std::optional<net::TlsContext> tls_;
    Server server_;
    std::optional<StoreWatch> store_watch_;
    std::unique_ptr<imap_server::Login> login_;
    std::optional<imap_server::Service> imap_;
    login::UsersLogin* users_ = nullptr; ///< `login_`, if there are users
    asio::signal_set signals_{loop_, SIGINT, SIGTERM};
    asio::signal_set hangup_{loop_};
};

Parts::Parts(const ServeOptions& options, std::vector<std::string> toy,
             std::uint32_t max_clients)
    : options_(options), toy_(std::move(toy)), log_(make_log(options)),
      jobs_(make_jobs()), tls_(make_tls_context(options.tls)),
      server_(loop_, *log_,
              {max_clients, options.max_per_address, options.login_time}) {
    check_plain_login(loop_, options_, tls_.has_value());
    store_ = make_store(options_, jobs_.get());
    if (!toy_.empty()) open_class_mailbox();
    store_watch_.emplace(loop_, *store_);
    login_ = make_login();
    imap_.emplace(imap_service());
    if (tls_)
        server_.offer_tls(
            [this] { return std::make_unique<net::TlsFilter>(*tls_); });
    signals_.async_wait([this](asio::error_code, int) {
        hangup_.cancel();
        store_watch_->stop();
        server_.stop();
    });
    if (users_ || tls_) {
        hangup_.add(SIGHUP);
        wait_for_hangup();
    }
}

void Parts::wait_for_hangup() {
    hangup_.async_wait([this](asio::error_code error, int) {
        if (error) return;
        read_again();
        wait_for_hangup();
    });
}

/// Reads users, tokens and certificate again. A certificate that cannot be read
/// stays as it was; clients that are connected keep the one that they have
/// seen. While the users cannot be read, nobody can log in.
void Parts::read_again() {
    if (users_) users_->read_again();
    if (!tls_) return;
    try {
        tls_ = make_tls_context(options_.tls);
        note("read the certificate again");
    } catch (const std::exception& error) {
        note(error.what());
    }
}

std::unique_ptr<ThreadJobs> Parts::make_jobs() {
    if (options_.maildir.empty()) return nullptr;
    return std::make_unique<ThreadJobs>(
        loop_, [this](auto what) { server_.report("a job", what); });
}

/// Runs the loop until a job's result is there. Nobody is served yet.
template<class Value>
Value wait_for(asio::io_context& loop,
               const std::function<void(mail::Done<Value>)>& begin) {
    std::optional<mail::Expected<Value>> result;
    begin([&](auto known) { result = std::move(known); });
    while (!result) loop.run_one();
    return or_throw(*std::move(result));
}

void Parts::open_class_mailbox() {
    account_ = wait_for<std::shared_ptr<mail::Account>>(
        loop_, [this](auto done) { store_->account("class", done); });
    inbox_ = wait_for<std::shared_ptr<mail::Mailbox>>(
        loop_, [this](auto done) { account_->open("INBOX", done); });
}

std::unique_ptr<imap_server::Login> Parts::make_login() {
    if (options_.users.empty())
        return std::make_unique<login::ClassLogin>(account_);
    auto users = std::make_unique<login::UsersLogin>(
        loop_, login::UsersLogin::Files{options_.users, options_.tokens},
        *store_,
        login::UsersLogin::Operator{
            [this](auto who, auto what) { server_.report(who, what); }, note},
        options_.max_per_user);
    users_ = users.get();
    return users;
}

imap_server::Service Parts::imap_service() {
    const bool has_users = !options_.users.empty();
    return {.login = *login_,
            .options = {.autologout = options_.autologout,
                        .keepalive = options_.keepalive,
                        .utf8_accept = options_.utf8_accept},
            .greeting = has_users
                            ? "Idle Hands is ready"
                            : "Idle Hands: any user name and password will do",
            .tls = {.offered = tls_.has_value(),
                    .needed = has_users && !options_.tls.plain_login}};
}

void Parts::listen(const std::string& option, const std::string& text,
                   std::uint16_t default_port,
                   const Server::SessionFactory& make_session,
                   Server::Tls tls) {
    const auto address = address_of(option, text, default_port);
    try {
        for (const auto& where : server_.listen(address, make_session, tls))
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

/// Listens everywhere, and prints where. The constructor waits for signals
/// already: a program that has read the line may send one at once.
void Parts::listen() {
    for (const auto& text : toy_)
        listen("--listen", text, toy::default_port, [this](const auto&) {
            return std::make_unique<toy_server::ToySession>(
                *inbox_,
                toy_server::ToyTimes{options_.autologout, options_.keepalive});
        });
    const auto imap = [this](bool tls_on) {
        return [this, tls_on](const auto& from) {
            return std::make_unique<imap_server::ImapSession>(*imap_, from,
                                                              tls_on);
        };
    };
    for (const auto& text : options_.imap)
        listen("--imap", text, imap_default_port, imap(false));
    for (const auto& text : options_.tls.imaps)
        listen("--imaps", text, imaps_default_port, imap(true),
               Server::Tls::at_once);
}

} // namespace

int serve(const ServeOptions& options) {
    auto toy = toy_addresses(options);
    const ConsoleBuffer output(std::cout, STDOUT_FILENO, "# ");
    const ConsoleBuffer errors(std::cerr, STDERR_FILENO, "proto_server: ");
    const auto max_clients = clients_with_files(options, note);
    Parts parts(options, std::move(toy), max_clients);
    parts.listen();
    parts.run();
    if (!options.quiet) std::cout << "bye" << std::endl;
    return 0;
}

} // namespace server
