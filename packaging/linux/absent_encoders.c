/* Stands where FFmpeg's libavcodec looks for the encoders x264, x265 and SVT-AV1, 29 MB for pictures that Slipgui never makes.
   Who opens one is told that it cannot be had: every function fails, with NULL or SVT's EB_ErrorInsufficientResources. */

#define ABSENT(name) long name(void) { return 0; }
#define FAILING(name) int name(void) { return (int)0x80001000; }

#ifdef X264
ABSENT(x264_encoder_open_165)
FAILING(x264_encoder_close)
FAILING(x264_encoder_delayed_frames)
FAILING(x264_encoder_encode)
FAILING(x264_encoder_headers)
FAILING(x264_encoder_maximum_delayed_frames)
FAILING(x264_encoder_reconfig)
FAILING(x264_param_apply_fastfirstpass)
FAILING(x264_param_apply_profile)
FAILING(x264_param_cleanup)
FAILING(x264_param_default)
FAILING(x264_param_default_preset)
FAILING(x264_param_parse)
FAILING(x264_picture_init)
const long x264_levels[8] = {0};
#endif

#ifdef X265
ABSENT(x265_api_get_216)
#endif

#ifdef SVT_AV1
ABSENT(svt_add_metadata)
ABSENT(svt_metadata_array_free)
FAILING(svt_av1_enc_deinit)
FAILING(svt_av1_enc_deinit_handle)
FAILING(svt_av1_enc_get_packet)
FAILING(svt_av1_enc_get_stream_info)
FAILING(svt_av1_enc_init)
FAILING(svt_av1_enc_init_handle)
FAILING(svt_av1_enc_parse_parameter)
ABSENT(svt_av1_enc_release_out_buffer)
FAILING(svt_av1_enc_send_picture)
FAILING(svt_av1_enc_set_parameter)
FAILING(svt_av1_enc_stream_header)
FAILING(svt_av1_enc_stream_header_release)
#endif
