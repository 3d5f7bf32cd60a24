console.log('regard')
