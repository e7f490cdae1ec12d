// Whatever a client sends in AUTHENTICATE is read or refused. The names that
// were read are part of it, and a well-formed token can be printed and read
// again.
#include "common/framing/base64.hpp"
#include "proto_server/imap/entry/sasl.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;
using namespace imap_server;

namespace {

/// Returns the simplest text for these credentials.
std::string print(Mechanism mechanism, const Credentials& shown) {
    if (mechanism == Mechanism::plain)
        return shown.authzid + '\0' + shown.user + '\0' + shown.secret;
    const auto end = "\1auth=Bearer " + shown.secret + "\1\1";
    if (mechanism == Mechanism::xoauth2) return "user=" + shown.user + end;
    std::string name;
    for (const char c : shown.user)
        name += c == ',' ? "=2C" : c == '=' ? "=3D" : std::string(1, c);
    return "n,a=" + name + "," + end;
}

void check(Mechanism mechanism, std::string_view sent) {
    const auto shown = read_credentials(mechanism, sent);
    if (!shown) return require(!shown.error().empty(), "it says why");
    require(sent.find(shown->secret) != sent.npos, "the secret was sent");
    require(shown->user.size() + shown->secret.size() <= sent.size(),
            "nothing is added");
    const bool token = mechanism != Mechanism::plain;
    require(!token || !shown->user.empty(), "a token is somebody's");
    require(!token || shown->secret.find('\1') == std::string::npos,
            "a token ends at its end");
    const auto again = read_credentials(mechanism, print(mechanism, *shown));
    require(again && *again == *shown, "it can be said again");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view sent(reinterpret_cast<const char*>(data), size);
    const auto decoded = framing::decode_base64(sent);
    for (const auto mechanism :
         {Mechanism::plain, Mechanism::xoauth2, Mechanism::oauthbearer}) {
        check(mechanism, sent);
        if (decoded) check(mechanism, *decoded);
    }
    return 0;
}
