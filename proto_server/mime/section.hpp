#pragma once

#include "common/imap/values/fetch_item.hpp"

/// The names of a section and of a range of octets, RFC 3501 §6.4.5.
namespace mime {

using imap::Partial;
using imap::Section;

} // namespace mime
