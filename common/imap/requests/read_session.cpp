// The arguments of ID, LOGIN, AUTHENTICATE and ENABLE: RFC 3501 §6.2, RFC 2971,
// RFC 4959, RFC 5161.
#include "common/imap/limits.hpp"
#include "common/imap/requests/read_command.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/id_fields.hpp"

namespace imap {

namespace {

bool is_base64(char c) {
    return is_digit(c) || (upper(c) >= 'A' && upper(c) <= 'Z') || c == '+' ||
           c == '/' || c == '=';
}

} // namespace

/// id = "ID" SP id-params-list   RFC 2971 §4
Command read_id(Cursor& in) {
    in.space();
    return Id{read_id_fields(in)};
}

/// login = "LOGIN" SP userid SP password
Command read_login(Cursor& in) {
    Login login;
    in.space();
    login.user = in.astring("a user's name");
    in.space();
    login.password = in.astring("a password");
    return login;
}

/// "AUTHENTICATE" SP auth-type [SP (base64 / "=")]   RFC 4959 §7
Command read_authenticate(Cursor& in) {
    Authenticate authenticate;
    in.space();
    authenticate.mechanism = upper(in.atom("a mechanism such as PLAIN"));
    if (!in.eat(' ')) return authenticate;
    constexpr std::string_view what = "a response in base64";
    const auto response = in.take_while(is_base64, what);
    if (response.empty()) in.fail(what);
    authenticate.initial_response = std::string(response);
    return authenticate;
}

/// enable = "ENABLE" 1*(SP capability)   RFC 5161 §6
Command read_enable(Cursor& in) {
    Enable enable;
    in.space();
    do {
        enable.capabilities.push_back(upper(in.atom("a capability")));
        in.allow(enable.capabilities.size(), limits::list, "capabilities");
    } while (in.eat(' '));
    return enable;
}

} // namespace imap
