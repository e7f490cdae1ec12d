#include "pattern.hpp"

#include <glib.h>
#include <stdexcept>

namespace {

void free_regex(void* regex) {
    g_regex_unref(static_cast<GRegex*>(regex));
}

} // namespace

Pattern::Pattern(const std::string& text) : text_(text) {
    GError* error = nullptr;
    auto* regex = g_regex_new(text.c_str(), G_REGEX_CASELESS,
                              static_cast<GRegexMatchFlags>(0), &error);
    if (!regex) {
        const std::string why = error->message;
        g_error_free(error);
        throw std::invalid_argument(why);
    }
    regex_ = {regex, free_regex};
}

std::optional<std::string> Pattern::find(const std::string& subject) const {
    GMatchInfo* match = nullptr;
    g_regex_match_full(static_cast<const GRegex*>(regex_.get()),
                       subject.c_str(), static_cast<gssize>(subject.size()), 0,
                       static_cast<GRegexMatchFlags>(0), &match, nullptr);
    std::optional<std::string> found;
    if (g_match_info_matches(match)) {
        auto* part = g_match_info_fetch(match, 0);
        found = part;
        g_free(part);
    }
    g_match_info_free(match);
    return found;
}
