#pragma once

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace mail {

/// Why a mailbox or a folder could not do what was asked: for the program, and
/// in words for people.
struct Failure {
    enum class Kind {
        full,         ///< no room for one more. RFC 5530 §3 OVERQUOTA
        too_big,      ///< more octets than we take
        limit,        ///< too many of a kind. RFC 5530 §3 LIMIT
        missing,      ///< there is none. RFC 5530 §3 NONEXISTENT
        exists,       ///< there is one already. RFC 5530 §3 ALREADYEXISTS
        has_children, ///< and is nothing itself. RFC 9051 §7.1 HASCHILDREN
        not_allowed,  ///< never, whoever asks. RFC 5530 §3 CANNOT
        unavailable,  ///< not now; try again. RFC 5530 §3 UNAVAILABLE
        system,       ///< the disk or the system said no
    };
    Kind kind;
    std::string what;
    /// The path of it, for the operator; a client is not told.
    std::string where = {};
};

template<class Value>
using Expected = tl::expected<Value, Failure>;

inline tl::unexpected<Failure> fail(Failure::Kind kind, std::string what,
                                    std::string where = {}) {
    return tl::make_unexpected(
        Failure{kind, std::move(what), std::move(where)});
}

/// Returns what failed and where, for the operator.
inline std::string print(const Failure& failure) {
    if (failure.where.empty()) return failure.what;
    return failure.where + ": " + failure.what;
}

/// A failure that a constructor throws.
struct FailureError : std::runtime_error {
    explicit FailureError(Failure why)
        : std::runtime_error(print(why)), failure(std::move(why)) {}

    Failure failure;
};

/// Returns the value. Throws FailureError if there is none, for callers that
/// cannot go on after a failure.
template<class Value>
Value or_throw(Expected<Value> value) {
    if (!value) throw FailureError(std::move(value.error()));
    return *std::move(value);
}

} // namespace mail
