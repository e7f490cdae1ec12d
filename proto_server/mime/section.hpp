#pragma once

#include "common/imap/fetch_item.hpp"

namespace mime {

using imap::Partial;
using imap::Section;

} // namespace mime
