#include "tutorial/kit/conversation/play_end.hpp"

#include "common/transcript/why.hpp"

namespace kit {

std::optional<std::string> why_failed(const PlayEnd& end) {
    if (const auto* mismatch = std::get_if<transcript::Mismatch>(&end))
        return why(*mismatch);
    if (const auto* impossible = std::get_if<Impossible>(&end))
        return impossible->why;
    return std::nullopt;
}

} // namespace kit
