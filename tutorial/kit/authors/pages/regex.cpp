#include "tutorial/kit/authors/pages/regex.hpp"

#include <regex>

namespace kit::pages {

namespace {

Regex::Groups groups(const std::smatch& found) {
    return {found.begin(), found.end()};
}

} // namespace

struct Regex::Standard {
    std::regex regex;
};

Regex::Regex(const char* form)
    : standard_(std::make_unique<Standard>(Standard{std::regex(form)})) {}

Regex::Regex(Regex&&) noexcept = default;
Regex::~Regex() = default;

std::optional<Regex::Groups> Regex::match(const std::string& text) const {
    std::smatch found;
    if (!std::regex_match(text, found, standard_->regex)) return std::nullopt;
    return groups(found);
}

std::optional<Regex::Span> Regex::find(const std::string& text) const {
    std::smatch found;
    if (!std::regex_search(text, found, standard_->regex)) return std::nullopt;
    return Span{static_cast<std::size_t>(found.position()),
                static_cast<std::size_t>(found.length())};
}

std::vector<Regex::Groups> Regex::find_all(const std::string& text) const {
    std::vector<Groups> all;
    using Matches = std::sregex_iterator;
    for (Matches one(text.begin(), text.end(), standard_->regex), end;
         one != end; ++one)
        all.push_back(groups(*one));
    return all;
}

std::string Regex::replace(const std::string& text, const char* with) const {
    return std::regex_replace(text, standard_->regex, with);
}

} // namespace kit::pages
