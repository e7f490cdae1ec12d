#include "tests/unit/catch.hpp"
