#pragma once

#include "common/imap/values/body_structure.hpp"
#include "proto_server/mime/part.hpp"

namespace mime {

/// Returns the BODYSTRUCTURE of `tree[index]`, RFC 3501 §7.4.2.
imap::BodyPart make_structure(const Tree& tree, std::size_t index);

} // namespace mime
