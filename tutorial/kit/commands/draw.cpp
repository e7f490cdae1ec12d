#include "tutorial/kit/commands/draw.hpp"

#include "common/transcript/draw_svg.hpp"
#include "common/transcript/draw_text.hpp"
#include "tutorial/kit/conversation/recording.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>

namespace kit::commands {

int draw(const DrawOptions& options) {
    const auto transcript = options.file.ends_with(".jsonl")
                                ? read_recording(options.file)
                                : read_transcript(options.file);
    const auto picture = diagram(transcript);
    const auto width = [&](std::size_t usual) {
        return options.width == 0 ? usual : options.width;
    };
    std::cout << (options.svg ? draw_svg(picture, width(49))
                              : draw_text(picture, width(80)))
              << std::flush;
    return exit_code::pass;
}

} // namespace kit::commands
