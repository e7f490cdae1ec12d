#include "tutorial/kit/conversation/transcript_file.hpp"

#include "common/transcript/limits.hpp"
#include "common/transcript/parse.hpp"
#include "tutorial/kit/conversation/recording.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

namespace kit {

transcript::Transcript read_transcript(const std::string& name) {
    auto found =
        transcript::parse(read_file(name, transcript::limits::file), name);
    if (!found) throw std::runtime_error(print(found.error()));
    return std::move(*found);
}

transcript::Transcript read_conversation(const std::string& name) {
    return name.ends_with(".jsonl") ? read_recording(name)
                                    : read_transcript(name);
}

} // namespace kit
