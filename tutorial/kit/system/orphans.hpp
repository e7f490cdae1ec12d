#pragma once

namespace kit {

/// Ends what others leave behind. While it exists, a program whose parent has
/// ended becomes our child, even if it has left its process group; the
/// destructor kills such programs. Our other children must have ended by then.
class Orphans {
public:
    Orphans();
    ~Orphans();
    Orphans(const Orphans&) = delete;
    Orphans& operator=(const Orphans&) = delete;
};

} // namespace kit
