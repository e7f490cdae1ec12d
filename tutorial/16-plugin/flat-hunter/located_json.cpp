#include "located_json.hpp"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <vector>

namespace {

using Json = nlohmann::json;
using Path = Json::json_pointer;

/// Follows a reader of JSON, and knows where it is.
class Place {
public:
    void open(bool list) { levels_.push_back({list, "", 0}); }
    void close() { levels_.pop_back(); }
    void key(const std::string& name) { levels_.back().key = name; }
    void value_ended() {
        if (!levels_.empty()) ++levels_.back().index;
    }
    std::string path() const {
        Path all;
        for (const auto& level : levels_)
            level.list ? all /= level.index : all /= level.key;
        return all.to_string();
    }

private:
    struct Level {
        bool list;
        std::string key;
        std::size_t index;
    };
    std::vector<Level> levels_;
};

} // namespace

LocatedJson::LocatedJson(const std::string& text) {
    std::istringstream stream(text);
    Place place;
    const auto note = [&] {
        const auto read =
            stream.rdbuf()->pubseekoff(0, std::ios::cur, std::ios::in);
        const auto line =
            1 + std::count(text.begin(), text.begin() + read, '\n');
        return lines_.emplace(place.path(), static_cast<int>(line)).second;
    };
    const auto follow = [&](int, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            note();
            place.open(event == Event::array_start);
        } else if (event == Event::key) {
            place.key(value.get<std::string>());
            if (!note()) fail(Path(place.path()), "it is there twice");
        } else {
            if (event != Event::value) place.close();
            place.value_ended();
        }
        return true;
    };
    try {
        json_ = Json::parse(stream, follow);
    } catch (const Json::parse_error& error) {
        const std::string what = error.what();
        const auto at = what.find("line ");
        throw Mistake(at == what.npos ? what : what.substr(at));
    }
}

void LocatedJson::fail(const Path& at, const std::string& why) const {
    const auto found = lines_.find(at.to_string());
    const auto line = found == lines_.end()
                          ? std::string()
                          : "line " + std::to_string(found->second) + ": ";
    const auto key = at.to_string();
    throw Mistake(line + (key.empty() ? "" : key.substr(1) + ": ") + why);
}
