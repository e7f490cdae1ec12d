// A client and a server of the product, and a listener between them:
//     ch12_cafe plain | starttls | tls | injected | careless
// The files of `proto_server certificate` must be in ./tls for TLS.

#include "common/net/tls_filter.hpp"
#include "proto_client/imap/enter.hpp"
#include "proto_client/imap/select.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tutorial/12-tls/end.hpp"
#include "tutorial/12-tls/overhear.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace {

/// Logs in as anna, and reads the head of the first message.
class Reader : public imap_client::ImapEvents {
public:
    explicit Reader(imap_client::Entry::Tls tls)
        : entry_{{"anna", "secret"}, tls} {}

    imap_client::ImapClient& client() { return client_; }

private:
    void on_greeting(bool) override {
        imap_client::enter(client_, entry_, [this](const auto& entered) {
            if (entered) return read();
            std::cout << "client is refused: " << entered.error().why << '\n';
        });
    }
    void read() {
        client_.send(std::make_unique<
                     imap_client::Select>("INBOX", true, [this](const auto&) {
            client_.send(imap::Fetch{false, {{{1, 1}}}, {subject()}}, nullptr);
        }));
    }
    static imap::FetchItem subject() {
        imap::FetchItem item{imap::FetchItem::Kind::section};
        item.peek = true;
        item.section.text = imap::Section::Text::header_fields;
        item.section.fields = {"Subject"};
        return item;
    }
    void on_trouble(std::string_view text) override {
        std::cout << "client wonders: " << text << '\n';
    }

    imap_client::Entry entry_;
    imap_client::ImapClient client_{*this};
};

net::TlsContext made(const net::TlsContext::Made& context) {
    if (!context) throw std::runtime_error(context.error());
    return *context;
}

/// One of the conversations, and in what it differs from the others.
struct How {
    std::string_view name;
    imap_client::Entry::Tls tls;
    bool server_has_tls;
    bool injected = false; ///< somebody adds a line of his own
    bool careless = false;
};

using enum imap_client::Entry::Tls;
constexpr How ways[] = {{"plain", optional, false},
                        {"starttls", optional, true},
                        {"tls", begun, true},
                        {"injected", optional, true, true},
                        {"careless", optional, true, true, true}};

// [converse]
/// Carries octets from one end to the other until both are silent.
void converse(End& client, End& server, bool injected) {
    for (bool moved = true; moved;) {
        auto said = client.take();
        if (injected && said.ends_with("STARTTLS\r\n"))
            said += "x1 LOGIN mallory any\r\n";
        overhear("C", said);
        server.put(said);
        const auto heard = server.take();
        overhear("S", heard);
        client.put(heard);
        moved = !said.empty() || !heard.empty();
    }
}
// [/converse]

void play(const How& how) {
    mail::MemoryStore store(
        [](mail::Mailbox& inbox) {
            (void)post_advert(inbox, "Nice duplex in the 10e");
        },
        [](mail::Uid last) { return last + 1; });
    login::ClassLogin login(*store.account("anna"));
    const imap_server::Service service{
        login, {}, "ready", {how.server_has_tls, how.server_has_tls}};
    imap_server::ImapSession session(service, {}, how.tls == begun);
    Reader reader(how.tls);

    End client(reader.client(), [] {
        static const auto ours = made(net::TlsContext::client("tls/ca.pem"));
        return std::make_unique<net::TlsFilter>(ours, "localhost");
    });
    End server(session, [] {
        static const auto ours =
            made(net::TlsContext::server("tls/server.pem", "tls/server.key"));
        return std::make_unique<net::TlsFilter>(ours);
    });
    if (how.careless) server.be_careless();
    if (how.tls == begun) server.start_tls();
    if (how.tls == begun) client.start_tls();
    reader.client().start({});
    session.start({});
    converse(client, server, how.injected);
}

} // namespace

int main(int argc, char** argv) try {
    const std::string_view name = argc > 1 ? argv[1] : "";
    const auto* how = std::ranges::find(ways, name, &How::name);
    if (how == std::end(ways)) {
        std::cerr << "ch12_cafe plain | starttls | tls | injected | careless\n";
        return 2;
    }
    play(*how);
    return 0;
} catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << '\n';
    return 1;
}
