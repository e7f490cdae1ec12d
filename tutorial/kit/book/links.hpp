#pragma once

#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kit::book {

using Problems = std::vector<pages::Problem>;

/// A place in a page: which file, and which line of it.
struct Place {
    std::string file;
    std::size_t line;
};

/// A file of the project, and an anchor on its page, which may be empty.
struct Target {
    std::string file;
    std::string anchor;
};

/// Follows the links of all pages. What a page links to becomes a page, too.
class Links {
public:
    /// `first` is the file that the book begins with.
    Links(std::filesystem::path project, const std::string& first)
        : project_(std::move(project)), waiting_{first}, known_{first} {}

    /// Returns the target of a relative link at `place`, and remembers it; none
    /// when the link leads out of the book: to the web, or nowhere.
    const Target* follow(const std::string& link, const Place& place);

    /// Returns the next file that was linked to and has no page yet; empty when
    /// there is none.
    std::string next_file();

    /// Finds the links whose page has no such anchor. `anchors` are those of
    /// each file.
    void check(const std::map<std::string, std::set<std::string>>& anchors);

    void report(const Place& place, std::string what) {
        problems_.push_back({place.file, place.line, std::move(what)});
    }
    /// Returns the problems in the order of the files and their lines.
    Problems problems() const;

private:
    struct Link {
        Target target;
        Place place;
    };

    std::filesystem::path project_;
    std::deque<Link> links_; ///< a deque, so that they stay where they are
    std::deque<std::string> waiting_;
    std::set<std::string> known_;
    Problems problems_;
};

} // namespace kit::book
