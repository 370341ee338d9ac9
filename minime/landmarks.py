"""Which of the 478 face mesh landmarks make up which feature (MediaPipe's own numbering).

"right" is the person's right: the left side of the picture.
"""

import numpy as np

OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
RIGHT_CHEEK = (117, 118, 101, 205, 187, 123)
LEFT_CHEEK = (346, 347, 330, 425, 411, 352)
FOREHEAD = (67, 109, 10, 338, 297, 299, 151, 69)
RIGHT_EYE = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
LEFT_EYE = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
UPPER_LID = 9  # the first nine of an eye run along the upper lid, outer corner to inner
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
OUTER_LIPS = (
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146,
)  # fmt: skip
INNER_LIPS = (
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
)  # fmt: skip
RIGHT_IRIS = (468, 469, 470, 471, 472)  # centre first
LEFT_IRIS = (473, 474, 475, 476, 477)
FACE_EDGES = (234, 454)  # before the ears
NOSTRILS = ((98, 97), (327, 326))
EYES = ((RIGHT_EYE, RIGHT_IRIS, RIGHT_BROW), (LEFT_EYE, LEFT_IRIS, LEFT_BROW))
# The 70 points of OpenPose's face, in its order (that of the iBUG 68 and the pupils): jaw from
# the right ear to the left, brows, bridge and foot of the nose, eyes, outer lips, inner lips.
OPENPOSE_FACE = (
    *(127, 234, 93, 132, 58, 172, 136, 149, 152, 378, 365, 397, 288, 361, 323, 454, 356),
    *(70, 63, 105, 66, 107, 336, 296, 334, 293, 300),
    *(6, 197, 5, 1, 98, 97, 2, 326, 327),
    *(33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380),
    *(61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91),
    *(78, 81, 13, 311, 308, 402, 14, 178),
    *(468, 473),
)
# Of OpenPose's 18 joints those of the head: nose, eyes, ears.
OPENPOSE_HEAD = {0: 1, 14: 468, 15: 473, 16: 234, 17: 454}


def centre(landmarks: np.ndarray, indices: tuple[int, ...]) -> np.ndarray:
    """Mean of the named landmarks: (3,) or (2,), in their own frame."""
    return landmarks[list(indices)].mean(0)
