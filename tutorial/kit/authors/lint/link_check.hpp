#pragma once

#include "tutorial/kit/authors/lint/read_page.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace kit::lint {

/// Returns all anchors of a page: one for each heading and each `<a id="…">`.
/// If two headings have the same text, the second anchor ends in -1.
std::set<std::string> anchors(const Page& page);

/// Finds links that lead nowhere.
class LinkCheck {
public:
    explicit LinkCheck(Problems& problems) : problems_(problems) {}

    /// Checks each link of the page, to another file or within it.
    void check(const Page& page);

    /// Checks one link, which stands in line `line` of `file`.
    void check(const std::string& target, const std::string& file,
               std::size_t line);

private:
    const std::set<std::string>& anchors_of(const std::filesystem::path& file);

    Problems& problems_;
    std::map<std::string, std::set<std::string>> known_;
};

/// The target of a link, as the page has it.
struct PageLink {
    std::string target;
    std::size_t line;
};
std::vector<PageLink> find_links(const Page& page);

} // namespace kit::lint
