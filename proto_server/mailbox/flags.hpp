#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The system flags that a client may set. RFC 3501 §2.3.2
enum class SystemFlag : std::uint8_t {
    seen = 1,
    answered = 2,
    flagged = 4,
    deleted = 8,
    draft = 16
};

/// The flags of one message: system flags, and keywords in order, each once.
/// A keyword keeps the case it came in; none matters in a comparison.
class Flags {
public:
    Flags() = default;
    Flags(std::initializer_list<SystemFlag> flags);

    bool has(SystemFlag flag) const;
    bool has(std::string_view keyword) const;
    bool empty() const { return system_ == 0 && keywords_.empty(); }

    Flags& add(SystemFlag flag);
    Flags& add(std::string_view keyword);
    Flags& remove(SystemFlag flag);
    Flags& remove(std::string_view keyword);

    /// Adds or removes all flags of `others`, as STORE does with +FLAGS and
    /// -FLAGS. RFC 3501 §6.4.6
    Flags& add(const Flags& others);
    Flags& remove(const Flags& others);

    const std::vector<std::string>& keywords() const { return keywords_; }

    bool operator==(const Flags& other) const;

private:
    std::uint8_t system_ = 0;
    std::vector<std::string> keywords_;
};

/// Whether `a` comes before `b`, or is the same, whatever their case (ASCII).
bool keyword_before(std::string_view a, std::string_view b);
bool same_keyword(std::string_view a, std::string_view b);

/// Whether `keyword` can be a flag-keyword, which is an atom of at most
/// `limits::keyword_octets`. RFC 3501 §9
bool is_keyword(std::string_view keyword);

} // namespace mail
