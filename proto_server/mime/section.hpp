#pragma once

#include "common/imap/values/fetch_item.hpp"

/// What a client may ask of a message, RFC 3501 §6.4.5.
namespace mime {

using imap::Partial;
using imap::Section;

} // namespace mime
