#include "proto_server/imap/response_code.hpp"

namespace imap_server {

imap::Code code_of(const mail::Failure& failure) {
    switch (failure.kind) {
    case mail::Failure::Kind::full:
        return {"OVERQUOTA", {}};
    case mail::Failure::Kind::too_big:
        return {"TOOBIG", {}};
    case mail::Failure::Kind::limit:
        return {"LIMIT", {}};
    case mail::Failure::Kind::missing:
        return {"NONEXISTENT", {}};
    case mail::Failure::Kind::exists:
        return {"ALREADYEXISTS", {}};
    case mail::Failure::Kind::has_children:
        return {"HASCHILDREN", {}};
    case mail::Failure::Kind::not_allowed:
        return {"CANNOT", {}};
    case mail::Failure::Kind::unavailable:
        return {"UNAVAILABLE", {}};
    case mail::Failure::Kind::system:
        break;
    }
    return {"SERVERBUG", {}};
}

std::optional<imap::Code> code_of(imap::RequestReader::Event::Limit limit) {
    using enum imap::RequestReader::Event::Limit;
    switch (limit) {
    case syntax:
        break;
    case size:
        return imap::Code{"TOOBIG", {}};
    case room:
        return imap::Code{"LIMIT", {}};
    }
    return std::nullopt;
}

} // namespace imap_server
