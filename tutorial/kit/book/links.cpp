#include "tutorial/kit/book/links.hpp"

#include "tutorial/kit/book/page_address.hpp"

#include <algorithm>
#include <tuple>

namespace kit::book {

namespace fs = std::filesystem;

namespace {

/// True if a link names a scheme ("https:") or a host.
bool leads_out(const std::string& link) {
    const auto end = link.find_first_of(":/#");
    return link.starts_with("//") ||
           (end != std::string::npos && link[end] == ':');
}

} // namespace

const Target* Links::follow(const std::string& link, const Place& place) {
    if (leads_out(link)) return nullptr;
    const auto mark = std::min(link.find('#'), link.size());
    const auto path = link.substr(0, mark);
    const auto file = path.empty() ? place.file : beside(place.file, path);
    std::error_code none;
    if (file.starts_with("..") || file.starts_with('/')) {
        report(place, "a link out of the project: " + link);
    } else if (fs::is_directory(project_ / file, none)) {
        report(place,
               "a link to the folder " + path + "; link to a file in it");
    } else if (!fs::exists(project_ / file, none)) {
        report(place, "a dead link: there is no file " + path);
    } else {
        links_.push_back(
            {{file, mark == link.size() ? "" : link.substr(mark + 1)}, place});
        if (known_.insert(file).second) waiting_.push_back(file);
        return &links_.back().target;
    }
    return nullptr;
}

std::string Links::next_file() {
    if (waiting_.empty()) return {};
    auto file = std::move(waiting_.front());
    waiting_.pop_front();
    return file;
}

void Links::check(const std::map<std::string, std::set<std::string>>& anchors) {
    for (const auto& [target, place] : links_) {
        if (target.anchor.empty()) continue;
        const auto page = anchors.find(target.file);
        if (page != anchors.end() && !page->second.contains(target.anchor))
            report(place,
                   "a dead link: " + target.file + " has no #" + target.anchor);
    }
}

Problems Links::problems() const {
    auto sorted = problems_;
    const auto place = [](const pages::Problem& problem) {
        return std::tie(problem.file, problem.line, problem.what);
    };
    std::ranges::sort(sorted, {}, place);
    const auto same = [&](const auto& one, const auto& other) {
        return place(one) == place(other);
    };
    sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
    return sorted;
}

} // namespace kit::book
