#include "proto_client/imap/known.hpp"

#include <algorithm>
#include <iterator>

namespace imap_client {

namespace {

/// Parts of IMAP4rev2, which a server that has it need not list (RFC 9051
/// appendix E).
constexpr std::string_view rev2[] = {
    "ENABLE",    "ESEARCH", "IDLE",        "LITERAL-", "MOVE",
    "NAMESPACE", "SASL-IR", "STATUS=SIZE", "UIDPLUS",  "UNSELECT"};

} // namespace

bool Known::offers(std::string_view capability) const {
    if (!capabilities) return false;
    if (capabilities->contains(std::string(capability))) return true;
    return capabilities->contains("IMAP4REV2") &&
           std::find(std::begin(rev2), std::end(rev2), capability) !=
               std::end(rev2);
}

} // namespace imap_client
