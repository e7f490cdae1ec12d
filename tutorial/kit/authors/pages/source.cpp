#include "tutorial/kit/authors/pages/source.hpp"

#include <map>
#include <sstream>

namespace kit::pages {

namespace {

constexpr auto cure = "write `file=NAME`, `file=NAME#region`, "
                      "`diff file=NAME since=NAME`, `text draw=NAME.wire`, "
                      "`console run`, or `free` after the language";

using Words = std::map<std::string, std::string, std::less<>>;

FileRegion file_region(const std::string& text) {
    const auto mark = text.find('#');
    if (mark == text.npos) return {text, {}};
    return {text.substr(0, mark), text.substr(mark + 1)};
}

tl::expected<Source, std::string> choose(const std::string& language,
                                         Words& words) {
    const auto has = [&](auto... names) {
        return words.size() == sizeof...(names) &&
               (words.contains(names) && ...);
    };
    if (has("free")) return Free{};
    if (has("run") && language == "console") return Console{};
    if (has("draw") && language == "text") return Drawing{words["draw"]};
    if (has("file", "since") && language == "diff")
        return Change{file_region(words["file"]), file_region(words["since"])};
    if (has("file") && language != "diff")
        return Copy{file_region(words["file"])};
    return tl::make_unexpected("this fence names no source: " +
                               std::string(cure));
}

} // namespace

std::string print(const FileRegion& place) {
    return place.file + (place.region.empty() ? "" : "#" + place.region);
}

tl::expected<Source, std::string> parse_source(std::string_view info) {
    std::istringstream stream{std::string(info)};
    std::string language;
    std::string word;
    Words words;
    stream >> language;
    while (stream >> word) {
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        const bool named = name == "file" || name == "since" || name == "draw";
        const auto value =
            equals == word.npos ? std::string() : word.substr(equals + 1);
        if (named == value.empty() || (!named && equals != word.npos))
            return tl::make_unexpected("`" + word +
                                       "` says nothing here: " + cure);
        words[name] = value;
    }
    return choose(language, words);
}

} // namespace kit::pages
